/** A busy day of every vendor, and more than two weeks of Defender. */
export const HELD = {
	records: { umbrella: 3000, umbrellaLegacy: 0, cloudlock: 600, informatica: 600, defender: 4500 },
	spanDays: { umbrella: 2, cloudlock: 3, informatica: 20, defender: 15 },
};
