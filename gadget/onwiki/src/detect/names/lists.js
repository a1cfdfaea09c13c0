'use strict';

/** Sets of lists, by number: a script may have more of them than a number has bits in JavaScript's `&` and `|`. */

const HALF = 67108864; // 26 bits; two halves fit a number exactly

/**
 * @param {number} one
 * @param {number} other
 * @return {number} The lists that are in both
 */
function both( one, other ) {
	return ( Math.floor( one / HALF ) & Math.floor( other / HALF ) ) * HALF + ( one % HALF & other % HALF );
}

/**
 * @param {number} one
 * @param {number} other
 * @return {number} The lists that are in either
 */
function either( one, other ) {
	return ( Math.floor( one / HALF ) | Math.floor( other / HALF ) ) * HALF + ( one % HALF | other % HALF );
}

module.exports = { ALL: HALF * HALF - 1, both: both, either: either };
