import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../../../scripts/docs/pages';
import { SHIPPED_ROOMS } from '../../../scripts/rooms';

/** Stands for what differs from case to case, in pages and in what is read out of the code. */
export const GAP = '…';

/** What the code can say. */
export interface Sayings {
	/** Every text in it, with a gap where a value goes. */
	readonly all: readonly string[];
	/** Those that are the message of an error. */
	readonly errors: readonly string[];
}

const sources = (folder: string): readonly string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));

/** Reads what the shipped code can say. */
export function readSayings(): Sayings {
	const read = SHIPPED_ROOMS.flatMap((room) => sources(join(ROOT, room))).map((file) =>
		sayingsOf(readFileSync(file, 'utf8')),
	);
	return { all: read.flatMap(({ all }) => all), errors: read.flatMap(({ errors }) => errors) };
}

export function sayingsOf(source: string): Sayings {
	const all: string[] = [];
	const errors: string[] = [];
	const visit = (node: ts.Node): void => {
		const text = textOf(node);
		if (text !== GAP) all.push(text);
		const error = errorOf(node);
		if (error !== undefined) {
			all.push(error);
			errors.push(error);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('read.ts', source, ts.ScriptTarget.ES2022, true));
	return { all, errors };
}

/** The text an expression gives, with gaps; a gap alone for what is no text. */
function textOf(node: ts.Node | undefined): string {
	if (node === undefined) return GAP;
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (ts.isTemplateExpression(node))
		return node.head.text + node.templateSpans.map(({ literal }) => GAP + literal.text).join('');
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
		return textOf(node.left) + textOf(node.right);
	return GAP;
}

/** The message of an error that is made here, as its class or helper puts it together. */
function errorOf(node: ts.Node): string | undefined {
	if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
	const args = node.arguments ?? [];
	switch (node.expression.getText()) {
		case 'InputError':
			return `${textOf(args[0])}: ${textOf(args[1])}`;
		case 'VendorError':
			return textOf(member(args[0], 'message'));
		case 'wrongShape':
			return `${GAP} answered ${textOf(args[1])} without ${textOf(args[2])}`;
		case 'failure':
			return args.length === 5 ? textOf(args[3]) : undefined;
		default:
			return undefined;
	}
}

function member(node: ts.Node | undefined, name: string): ts.Node | undefined {
	if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
	const found = node.properties.find((property) => property.name?.getText() === name);
	return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

const piecesOf = (message: string): readonly string[] =>
	message.split(GAP).filter((piece) => /\p{L}/u.test(piece));

/** Too little to be told from anything else. */
const isTelling = (message: string): boolean => piecesOf(message).join('').length >= 8;

/** Whether one of these texts holds everything that a message spells out, in its order. */
export const isSaid = (message: string, texts: readonly string[]): boolean => {
	const escaped = piecesOf(message).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const pattern = new RegExp(escaped.join('[^]*'));
	return isTelling(message) && texts.some((text) => pattern.test(text));
};

/** Errors that none of the messages stands for. */
export const unexplained = (errors: readonly string[], messages: readonly string[]): readonly string[] =>
	[...new Set(errors)].filter(
		(error) => isTelling(error) && !messages.some((message) => isSaid(message, [error])),
	);
