'use strict';

/** The sums that check digits are made of (ISO/IEC 7064, ISO/IEC 7812-1, Verhoeff 1969), and calendar dates. */

const MULTIPLIED = [
	'0123456789', '1234067895', '2340178956', '3401289567', '4012395678',
	'5987604321', '6598710432', '7659821043', '8765932104', '9876543210'
];
const PERMUTED = [
	'0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'
];

/**
 * @param {string} number Digits
 * @param {number[]} weights
 * @return {number} The digits' sum, each times its weight
 */
function weighted( number, weights ) {
	let sum = 0;
	for ( let i = 0; i < weights.length && i < number.length; i++ ) {
		sum += weights[ i ] * Number( number[ i ] );
	}
	return sum;
}

/**
 * @param {number} value
 * @param {number} by
 * @return {number} The rest, never negative
 */
function rest( value, by ) {
	return ( ( value % by ) + by ) % by;
}

/**
 * @param {string} number
 * @return {boolean} Luhn's sum is right (ISO/IEC 7812-1)
 */
function luhn( number ) {
	let sum = 0;
	for ( let i = 0; i < number.length; i++ ) {
		const digit = Number( number[ number.length - 1 - i ] ) * ( i % 2 ? 2 : 1 );
		sum += digit > 9 ? digit - 9 : digit;
	}
	return number.length > 0 && sum % 10 === 0;
}

/**
 * @param {string} number
 * @return {boolean} The sum modulo 11, 10 is right (ISO/IEC 7064)
 */
function mod1110( number ) {
	let check = 5;
	for ( let i = 0; i < number.length - 1; i++ ) {
		check = ( ( ( check || 10 ) * 2 % 11 ) + Number( number[ i ] ) ) % 10;
	}
	return ( ( check || 10 ) * 2 % 11 + Number( number[ number.length - 1 ] ) ) % 10 === 1;
}

/**
 * @param {string} digits Of any length
 * @param {number} by
 * @return {number} The rest of a number that is too long for one
 */
function longRest( digits, by ) {
	let value = 0;
	for ( let i = 0; i < digits.length; i++ ) {
		value = ( value * 10 + Number( digits[ i ] ) ) % by;
	}
	return value;
}

/**
 * @param {string} number
 * @return {boolean} Verhoeff's sum is right
 */
function verhoeff( number ) {
	let check = 0;
	for ( let i = 0; i < number.length; i++ ) {
		const digit = Number( number[ number.length - 1 - i ] );
		check = Number( MULTIPLIED[ check ][ Number( PERMUTED[ i % 8 ][ digit ] ) ] );
	}
	return check === 0;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @return {boolean} Whether there is such a day
 */
function isDate( year, month, day ) {
	const leap = ( year % 4 === 0 && year % 100 !== 0 ) || year % 400 === 0;
	const days = [ 31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 ];
	return month >= 1 && month <= 12 && day >= 1 && day <= days[ month - 1 ];
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @return {boolean} Whether there was such a day
 */
function isPastDate( year, month, day ) {
	return isDate( year, month, day ) && new Date( year, month - 1, day ).getTime() <= Date.now();
}

module.exports = {
	isDate: isDate, isPastDate: isPastDate, longRest: longRest, luhn: luhn, mod1110: mod1110, rest: rest,
	verhoeff: verhoeff, weighted: weighted
};
