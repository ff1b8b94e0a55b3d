import type { INodeTypeDescription } from 'n8n-workflow';

const ACTIVITIES_AND_SUMMARY = [
	{ type: 'main', displayName: 'Activities' },
	{ type: 'main', displayName: 'Summary' },
];

/** Scan has two outputs with names of their own, every other operation has one. */
export const outputs: INodeTypeDescription['outputs'] = `={{ $parameter["operation"] === "scan" ? ${JSON.stringify(ACTIVITIES_AND_SUMMARY)} : [{ "type": "main" }] }}`;
