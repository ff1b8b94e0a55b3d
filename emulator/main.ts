import { command } from './command';

async function main(): Promise<void> {
	const { code, emulator } = await command(process.argv.slice(2), (text) =>
		process.stdout.write(`${text}\n`),
	);
	process.exitCode = code;
	if (!emulator) return;
	const stop = (): void => void emulator.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main();
