/**
 * Draws the picture of the results: how many times as fast as the HTTP Request node everybody is, a panel a vendor.
 * A program of its own, as the plotting library asks for the Node.js that comes with n8n:
 *
 *     node picture.mjs points.json picture.svg
 *
 * @typedef {{ vendor: string, who: string, times: number }} Point
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as vega from 'vega';
import { compile } from 'vega-lite';

/** Readable on a white page and on a dark one. */
const INK = '#768390';
const COLOURS = { ours: '#2f81f7', theirs: '#a07850', floor: '#8b949e' };

/** @param {readonly Point[]} points */
const specOf = (points) => ({
	$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
	description: 'Times as fast as the HTTP Request node, by vendor',
	background: 'transparent',
	data: { values: points },
	transform: [
		{
			calculate: "datum.who === 'Floor' ? 'floor' : test(/^Scan/, datum.who) ? 'ours' : 'theirs'",
			as: 'kind',
		},
	],
	facet: {
		row: {
			field: 'vendor',
			sort: [...new Set(points.map(({ vendor }) => vendor))],
			header: {
				title: null,
				labelOrient: 'top',
				labelAnchor: 'start',
				labelPadding: 4,
				labelColor: INK,
				labelFontSize: 13,
				labelFontWeight: 'bold',
			},
		},
	},
	spec: {
		width: 560,
		height: { step: 20 },
		encoding: {
			y: {
				field: 'who',
				type: 'nominal',
				sort: null,
				axis: { title: null, labelColor: INK, labelFontSize: 12, ticks: false, domain: false },
			},
			x: {
				field: 'times',
				type: 'quantitative',
				axis: {
					title: 'times as fast as the HTTP Request node, 100 ms an answer',
					titleColor: INK,
					labelColor: INK,
					gridColor: INK,
					gridOpacity: 0.25,
					ticks: false,
					domain: false,
					tickCount: 6,
				},
			},
		},
		layer: [
			{
				mark: { type: 'bar', cornerRadiusEnd: 2, height: 14 },
				encoding: {
					color: {
						field: 'kind',
						type: 'nominal',
						scale: { domain: Object.keys(COLOURS), range: Object.values(COLOURS) },
						legend: null,
					},
				},
			},
			{
				mark: { type: 'text', align: 'left', dx: 5, color: INK, fontSize: 12 },
				encoding: { text: { field: 'times', type: 'quantitative', format: '.1f' } },
			},
		],
	},
	config: { font: 'system-ui, sans-serif', view: { stroke: null }, facet: { spacing: 16 } },
});

const [input, output] = process.argv.slice(2);
const points = JSON.parse(readFileSync(input, 'utf8'));
const view = new vega.View(vega.parse(compile(specOf(points)).spec), { renderer: 'none' });
writeFileSync(output, `${await view.toSVG()}\n`);
