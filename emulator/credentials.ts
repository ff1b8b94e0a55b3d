import keys from './keys.json';

/** The keys this emulator accepts. All of them are invented, fixed, and open nothing but the emulator. */
export const emulatorKeys = keys;

export type EmulatorKeys = typeof emulatorKeys;
