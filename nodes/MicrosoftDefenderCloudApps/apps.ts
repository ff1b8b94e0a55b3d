import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

/**
 * Apps that Microsoft connects itself, by their number in filters. There are some 30,000 more, and no endpoint that lists
 * them.
 *
 * Source: microsoft/MCAS `MCAS.psm1`; Active Directory: https://learn.microsoft.com/en-us/defender-cloud-apps/api-alerts
 */
const APPS: ReadonlyArray<readonly [id: number, name: string]> = [
	[20940, 'Active Directory'],
	[11599, 'Amazon Web Services'],
	[10489, 'Box'],
	[11627, 'Dropbox'],
	[11770, 'Google Workspace'],
	[12260, 'Microsoft Azure'],
	[20595, 'Microsoft Defender for Cloud Apps'],
	[20893, 'Microsoft Exchange Online'],
	[15600, 'Microsoft OneDrive for Business'],
	[26324, 'Microsoft Power BI'],
	[20892, 'Microsoft SharePoint Online'],
	[25275, 'Microsoft Skype for Business'],
	[28375, 'Microsoft Teams'],
	[11522, 'Microsoft Yammer'],
	[11161, 'Office 365'],
	[10980, 'Okta'],
	[11114, 'Salesforce'],
	[14509, 'ServiceNow'],
];

const choices = APPS.map(([id, name]) => ({ name: `${name} (${id})`, value: String(id) }));

/** Those of them whose name or number holds what a person types. */
async function searchApps(this: ILoadOptionsFunctions, search = ''): Promise<INodeListSearchResult> {
	const wanted = search.trim().toLowerCase();
	return { results: choices.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

export const listSearch = { searchApps };
