'use strict';

/** Whether a telephone number can exist: libphonenumber-js decides, as phonenumbers does in bot/detect. */

const libphonenumber = require( '../../vendor/libphonenumber.js' );

const MOST_KNOWN = 4096;

/** @type {Map<string, boolean>} */
const known = new Map();

/**
 * @param {string} number
 * @param {string[]} regions Where a number without + may be dialled
 * @return {boolean}
 */
function isValid( number, regions ) {
	const key = number + ' ' + regions.join();
	let valid = known.get( key );
	if ( valid === undefined ) {
		if ( known.size > MOST_KNOWN ) {
			known.clear();
		}
		const places = number[ 0 ] === '+' ? [ '' ] : regions.concat( '' );
		valid = places.some( ( region ) => fits( number, region ) );
		known.set( key, valid );
	}
	return valid;
}

/**
 * @param {string} number
 * @param {string} region `` for a number that names its country
 * @return {boolean}
 */
function fits( number, region ) {
	const whole = !region && number.slice( 0, 2 ) === '00' ? '+' + number.slice( 2 ) : number;
	try {
		const parsed = libphonenumber.parsePhoneNumberFromString(
			whole, region ? { defaultCountry: region, extract: false } : { extract: false }
		);
		return !!parsed && ( parsed.isValid() || ( !region && parsed.isPossible() ) );
	} catch ( error ) {
		return false;
	}
}

module.exports = { isValid: isValid };
