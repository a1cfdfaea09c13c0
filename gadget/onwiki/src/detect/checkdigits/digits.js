'use strict';

/** Parts of numbers, and what they hold. */

/**
 * @param {string} number
 * @param {number} from
 * @param {number} [to]
 * @return {number}
 */
function part( number, from, to ) {
	return Number( number.slice( from, to ) );
}

/**
 * @param {string} list
 * @param {string} code
 * @return {boolean}
 */
function listed( list, code ) {
	return ( ' ' + list + ' ' ).indexOf( ' ' + code + ' ' ) >= 0;
}

/**
 * @param {string} number
 * @param {number} value
 * @return {boolean} Whether it ends with that check digit
 */
function endsWith( number, value ) {
	return number[ number.length - 1 ] === String( value );
}

/**
 * @param {string} number
 * @param {string} prefix
 * @return {string} The number without a country's letters in front
 */
function without( number, prefix ) {
	return number.slice( 0, prefix.length ) === prefix ? number.slice( prefix.length ) : number;
}

/**
 * @param {string} number
 * @return {string}
 */
function reversed( number ) {
	return number.split( '' ).reverse().join( '' );
}

/**
 * @param {string} number
 * @param {number} length
 * @return {boolean}
 */
function isDigits( number, length ) {
	return number.length === length && /^\d+$/.test( number );
}

/**
 * @param {string} number Of a Portuguese citizen's card, or the NIF's sum
 * @param {number} first
 * @return {number}
 */
function descending( number, first ) {
	let sum = 0;
	for ( let i = 0; i < number.length; i++ ) {
		sum += ( first - i ) * Number( number[ i ] );
	}
	return sum;
}

module.exports = {
	descending: descending, endsWith: endsWith, isDigits: isDigits, listed: listed, part: part, reversed: reversed,
	without: without
};
