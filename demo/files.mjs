import { gunzipSync } from 'node:zlib';

/**
 * @param {Buffer} file compressed, a JSON record a line
 * @returns {string[]} its lines
 */
export const linesOf = (file) => gunzipSync(file).toString().split('\n').filter(Boolean);

/** @param {Buffer} file */
export const countLines = (file) => linesOf(file).length;
