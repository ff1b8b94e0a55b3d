import '../support/host';
import { UnrecognizedNodeTypeError } from 'n8n-core';
import { GAP, isSaid, readSayings, sayingsOf, unexplained } from './check/messages';
import { readPage } from './check/page';

const troubleshooting = readPage('docs/troubleshooting.md');
const { messages } = troubleshooting;
const sayings = readSayings();

/** What others say, and the proof that they do. */
const foreign: Readonly<Record<string, () => string>> = {
	'Unrecognized node type: n8n-nodes-security-activity.…': () =>
		new UnrecognizedNodeTypeError('n8n-nodes-security-activity', 'ciscoUmbrella').message,
	'Invalid string length': () => {
		try {
			return 'a'.repeat(2 ** 30);
		} catch (error) {
			return String(error);
		}
	},
};

const own = messages.filter((message) => !(message in foreign));

test.each(own)('the code says %j', (message) => {
	expect(isSaid(message, sayings.all)).toBe(true);
});

test.each(Object.entries(foreign))('n8n or Node.js says %j', (message, said) => {
	expect(messages).toContain(message);
	expect(isSaid(message, [said()])).toBe(true);
});

test('every error that the code can give is explained', () => {
	expect(sayings.errors.length).toBeGreaterThan(40);
	expect(unexplained(sayings.errors, messages)).toEqual([]);
});

test('no message is explained twice', () => {
	expect(messages.filter((message, i) => messages.indexOf(message) !== i)).toEqual([]);
});

test.each(readPage('docs/compatibility.md').messages)(
	'%j of the compatibility page is said, too',
	(message) => {
		expect(isSaid(message, sayings.all)).toBe(true);
	},
);

const source = `
	throw new InputError('From', \`\${time} lies in the future\`, 'Choose another.');
	new VendorError({ message: \`\${vendor} fell \` + 'over', nextStep: '' });
	wrongShape(VENDOR, 'a scan', '"next" although');
	failure(account, request, 'node-defect', 'answers in riddles', '');
	const other = cond ? \`\${a}: \${b}\` : 'a text by itself';
`;

test('errors are read out of code as people see them', () => {
	expect(sayingsOf(source).errors).toEqual([
		`From: ${GAP} lies in the future`,
		`${GAP} fell over`,
		`${GAP} answered a scan without "next" although`,
		'answers in riddles',
	]);
	expect(sayingsOf(source).all).toContain('a text by itself');
});

test.each([
	['From: … lies in the future', true],
	['… lies in the future', true],
	['… fell over', true],
	['answered … without "next" although', true],
	['From: … lies in the past', false],
	['in the future … lies', false],
	['From: 2026 lies in the future', false],
	['…: …', false],
	['a …', false],
])('whether %j is said: %j', (message, expected) => {
	expect(isSaid(message, sayingsOf(source).all)).toBe(expected);
});

test('an error that no message stands for is noticed', () => {
	expect(unexplained(['From: … lies in the future', 'a new kind of error'], ['From: … lies in …'])).toEqual([
		'a new kind of error',
	]);
});
