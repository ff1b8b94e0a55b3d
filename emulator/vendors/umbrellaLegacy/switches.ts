import { choice, count, faults, flag } from '../../switch';

const page = 'https://docs.umbrella.com/umbrella-api/docs/security-activity-report';

/** The Umbrella v1 security activity report. */
export const umbrellaLegacySwitches = {
	cursorInclusive: flag(
		false,
		'Rows at stopTimestamp itself are served again',
		`${page}; which of the two is not said`,
	),
	startInclusive: flag(true, 'Rows at start itself are served', `${page}; inference`),
	stopInclusive: flag(false, 'Rows at stop itself are served', `${page}; inference`),
	endParameter: choice(
		['ignore', 'reject'],
		'ignore',
		'end, which the page shows in its sample and not in its table',
		page,
	),
	horizon: choice(
		['clamp', 'error', 'off'],
		'clamp',
		'A start more than 24 hours back',
		`${page}; what happens is not said`,
	),
	pageCap: count(500, 'The most rows a page holds, silently', page),
	overLimit: choice(
		['reject', 'cap'],
		'reject',
		'A limit outside 1..500',
		`${page}; what happens is not said`,
	),
	retired: choice(
		['off', '401', '404'],
		'off',
		'The service after its end: 401 to every key, or no route at the gateway',
		'https://github.com/LanternOps/breeze/issues/3271',
	),
	relabelled: flag(
		false,
		'A third of the records, another one with every request, is named, judged and ordered anew and says more',
		`${page}; that a record changes is inference`,
	),
	insertBetweenPages: count(0, 'New rows, at the clock, after every page', 'inference: a list that moves'),
	faults,
} as const;
