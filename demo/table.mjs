/**
 * @typedef {object} Column
 * @property {string} title
 * @property {boolean} [right] whether it is set to the right, as numbers are
 *
 * @param {readonly Column[]} columns
 * @param {readonly (readonly string[])[]} rows cells in the order of the columns
 * @returns {string} a table for a terminal
 */
export function table(columns, rows) {
	const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
	const line = (cells) =>
		cells.map((cell, i) => (columns[i].right ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
	return [
		line(columns.map(({ title }) => title)),
		widths.map((width) => '─'.repeat(width)).join('  '),
		...rows.map(line),
	]
		.map((text) => `  ${text}`.trimEnd())
		.join('\n');
}
