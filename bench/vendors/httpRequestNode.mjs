/**
 * How the HTTP Request node reads on: a parameter that changes with every request, and the last page.
 *
 * @typedef {object} Paging
 * @property {'qs' | 'body'} type
 * @property {string} name
 * @property {string} value expression
 * @property {string} until expression that is true at the last page
 *
 * @typedef {object} PagedRequest
 * @property {'GET' | 'POST'} [method]
 * @property {string} url
 * @property {Record<string, unknown>} [query]
 * @property {Record<string, string>} [headers]
 * @property {Record<string, unknown>} [body]
 * @property {string} [credential] one of n8n's generic credential types
 * @property {Paging} [paging] without it one request is all
 */

/**
 * Parameters of an HTTP Request node, as a person would fill them in.
 *
 * @param {PagedRequest} request
 * @returns {Record<string, unknown>}
 */
export const httpRequest = ({ method = 'GET', url, query, headers, body, credential, paging }) => ({
	method,
	url,
	...(credential ? { authentication: 'genericCredentialType', genericAuthType: credential } : {}),
	...(query ? { sendQuery: true, queryParameters: { parameters: pairs(query) } } : {}),
	...(headers ? { sendHeaders: true, headerParameters: { parameters: pairs(headers) } } : {}),
	...(body
		? { sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody: JSON.stringify(body) }
		: {}),
	options: paging ? { pagination: { pagination: pagination(paging) } } : {},
});

/** @param {Paging} paging */
const pagination = ({ type, name, value, until }) => ({
	paginationMode: 'updateAParameterInEachRequest',
	parameters: { parameters: [{ type, name, value: `={{ ${value} }}` }] },
	paginationCompleteWhen: 'other',
	completeExpression: `={{ ${until} }}`,
	limitPagesFetched: false,
	requestInterval: 0,
});

/** @param {Record<string, unknown>} values */
const pairs = (values) => Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
