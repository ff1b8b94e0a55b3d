import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../collector/errors';
import { attempt } from '../../../collector/settle';
import { isoTime } from '../../../collector/time';
import { typedTime } from '../../../collector/typedTime';
import type { LocalTime } from '../../../collector/zone';
import { warn } from './hints';

/** Reads a time that a person gave, ms since the epoch; `undefined` for what is none. @param parameter what the person sees it called */
export type ReadTime = (parameter: string, value: unknown) => number | undefined;

/**
 * Reads times in the time zone of the workflow, as n8n's date picker writes them and n8n's own nodes read them.
 *
 * @throws InputError when the zone matters and is none
 */
export const timeReader =
	(context: IExecuteFunctions): ReadTime =>
	(parameter, value) => {
		const zone = context.getTimezone();
		const read = attempt(() => typedTime(value, zone));
		if (!read.ok)
			throw new InputError(
				parameter,
				`the time zone of the workflow, "${zone}", is not known`,
				'Choose a time zone in the settings of the workflow, or write the time with its own, such as Z for UTC.',
			);
		if (!read.value) return undefined;
		const hint = ofClockChange(read.value, String(value), zone);
		if (hint !== undefined) warn(context, `${parameter}: ${hint}`);
		return Math.floor(read.value.at);
	};

function ofClockChange({ at, clocks }: LocalTime, text: string, zone: string): string | undefined {
	if (clocks === 'once') return undefined;
	const moment = isoTime(Math.floor(at));
	return clocks === 'twice'
		? `${text} comes twice in ${zone}, as clocks go back. The earlier one was taken: ${moment}.`
		: `${text} does not exist in ${zone}, as clocks go forward. The earlier reading was taken: ${moment}.`;
}
