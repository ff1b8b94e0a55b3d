import type { NonEmpty } from '../../random';

/** What kind of thing happened, as far as it can be told without making the whole record. */
export interface Kind {
	readonly name: 'file' | 'failedLogin' | 'console' | 'alert' | 'other';
	readonly appId: number;
	readonly appName: string;
	readonly eventType: number;
	readonly eventTypeValue: string;
	readonly eventTypeName: string;
	readonly operation: string;
	/** Milliseconds between the event and its being saved: the lowest, and how much more it may be. */
	readonly lag: readonly [least: number, spread: number];
}

/**
 * Kinds by the captures in demisto/content Packs/MicrosoftCloudAppSecurity test_data and chronicle/content-hub
 * office365_cloud_app_security; for the last six only the category names are attested (siem.md of
 * MicrosoftDocs/CloudAppSecurityDocs), so their mixtures and numeric types are inference.
 */
export const kinds: NonEmpty<readonly [number, Kind]> = [
	[
		30,
		{
			name: 'file',
			appId: 15600,
			appName: 'Microsoft OneDrive for Business',
			eventType: 233580,
			eventTypeValue: 'EVENT_O365_ONEDRIVE_GENERIC',
			eventTypeName: 'EVENT_CATEGORY_UNSPECIFIED',
			operation: 'FilePreviewed',
			lag: [120_000, 300_000],
		},
	],
	[
		20,
		{
			name: 'failedLogin',
			appId: 12260,
			appName: 'Microsoft Azure',
			eventType: 2293761,
			eventTypeValue: 'EVENT_AAD_LOGIN_FAILED',
			eventTypeName: 'EVENT_CATEGORY_FAILED_LOGIN',
			operation: 'SAS:ProcessAuth',
			lag: [259_000, 100_000],
		},
	],
	[
		10,
		{
			name: 'console',
			appId: 20595,
			appName: 'Microsoft Cloud App Security',
			eventType: 917504,
			eventTypeValue: 'EVENT_ADALLOM_LOGIN',
			eventTypeName: 'EVENT_CATEGORY_LOGIN',
			operation: 'login',
			lag: [28, 100],
		},
	],
	[
		4,
		{
			name: 'alert',
			appId: 20595,
			appName: 'Microsoft Cloud App Security',
			eventType: 917544,
			eventTypeValue: 'EVENT_ADALLOM_ALERT_DISMISSED',
			eventTypeName: 'EVENT_CATEGORY_DISMISS_ALERT',
			operation: 'dismiss',
			lag: [28, 466_000],
		},
	],
	[
		12,
		{
			name: 'other',
			appId: 20893,
			appName: 'Microsoft Exchange Online',
			eventType: 990001,
			eventTypeValue: 'EVENT_O365_EXCHANGE_GENERIC',
			eventTypeName: 'EVENT_CATEGORY_UNSPECIFIED',
			operation: 'New-InboxRule',
			lag: [120_000, 300_000],
		},
	],
	[
		10,
		{
			name: 'other',
			appId: 20892,
			appName: 'Microsoft SharePoint Online',
			eventType: 990002,
			eventTypeValue: 'EVENT_O365_SHAREPOINT_DOWNLOAD',
			eventTypeName: 'EVENT_CATEGORY_DOWNLOAD_FILE',
			operation: 'FileDownloaded',
			lag: [120_000, 300_000],
		},
	],
	[
		6,
		{
			name: 'other',
			appId: 28375,
			appName: 'Microsoft Teams',
			eventType: 990003,
			eventTypeValue: 'EVENT_O365_TEAMS_GENERIC',
			eventTypeName: 'EVENT_CATEGORY_UNSPECIFIED',
			operation: 'MemberAdded',
			lag: [120_000, 300_000],
		},
	],
	[
		3,
		{
			name: 'other',
			appId: 11114,
			appName: 'Salesforce',
			eventType: 990004,
			eventTypeValue: 'EVENT_SALESFORCE_VIEW_REPORT',
			eventTypeName: 'EVENT_CATEGORY_VIEW_REPORT',
			operation: 'view report',
			lag: [600_000, 3_000_000],
		},
	],
	[
		3,
		{
			name: 'other',
			appId: 14509,
			appName: 'ServiceNow',
			eventType: 990005,
			eventTypeValue: 'EVENT_SERVICENOW_DELETE_USER',
			eventTypeName: 'EVENT_CATEGORY_DELETE_USER',
			operation: 'delete',
			lag: [60_000, 60_000],
		},
	],
	[
		2,
		{
			name: 'other',
			appId: 11161,
			appName: 'Office 365',
			eventType: 990006,
			eventTypeValue: 'EVENT_SESSION_CONTROL_UPLOAD',
			eventTypeName: 'EVENT_CATEGORY_UPLOAD_FILE',
			operation: 'upload',
			lag: [1_000, 2_000],
		},
	],
];
