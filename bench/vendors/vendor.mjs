/**
 * Half open, ms since the epoch.
 *
 * @typedef {{ readonly from: number, readonly to: number }} Window
 *
 * @typedef {object} ScanNode
 * @property {string} type of our node
 * @property {string} credential type
 * @property {Record<string, unknown>} data of the credential
 * @property {Record<string, unknown>} parameters that choose the feed
 *
 * @typedef {object} HttpRequestWorkflow
 * @property {Record<string, Record<string, unknown>>} credentials data by type
 * @property {Record<string, unknown>[]} nodes parameters of HTTP Request nodes that follow each other
 * @property {(page: any) => readonly unknown[]} rows of one page
 *
 * @typedef {{ get: Function, post: Function }} Client that answers with `{ data }`, as axios does
 *
 * @typedef {object} Vendor one feed, and what a person would use for it instead of this package
 * @property {string} label
 * @property {string} emulator name of its room in the emulator
 * @property {string} source as a summary names it
 * @property {number} days how long a time the emulator's records are spread over
 * @property {number} reachBack the window measured, ms
 * @property {number} pageSize of our default options, and so of all
 * @property {readonly [file: string, name: string]} limits of our feed, as built
 * @property {number} [scriptPageSize] what the vendor's own script asks for
 * @property {{ requests: number, perMs: number, switches: Record<string, unknown> }} [limit] that the vendor documents, and
 *   the switches that make the emulator enforce it
 * @property {(url: string) => ScanNode} scan
 * @property {(url: string, window: Window) => HttpRequestWorkflow} httpRequest
 * @property {(client: Client, url: string) => Promise<Record<string, string>>} signIn headers of a data request
 * @property {(client: Client, url: string, window: Window, pageSize: number) => AsyncGenerator<readonly unknown[]>} loop
 *   page after page, one request at a time
 */

import keys from '../../emulator/keys.json' with { type: 'json' };

/** The emulator's keys. */
export { keys };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/**
 * @param {string} user
 * @param {string} password
 */
export const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** @param {number} time */
export const iso = (time) => new Date(time).toISOString();
