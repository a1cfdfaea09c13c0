'use strict';

/**
 * National identity and tax numbers. All validators take a number in capitals without separators; `fi.hetu` alone is
 * read with its sign.
 */

const europe = require( './europe.js' );
const world = require( './world.js' );

const VALIDATORS = Object.assign( {}, europe.VALIDATORS, world.VALIDATORS );

/**
 * @param {string} number Folded, as it stands on the page
 * @param {string[]} regions The countries whose numbers are looked for
 * @param {Array<[string, string[]]>} table Each country's validators
 * @return {boolean}
 */
function isIdentity( number, regions, table ) {
	const shown = number.toUpperCase();
	const plain = shown.replace( /[^0-9A-Z]/g, '' );
	return table.some( ( entry ) => regions.indexOf( entry[ 0 ] ) >= 0 && entry[ 1 ].some( ( name ) => {
		const validator = VALIDATORS[ name ];
		return validator !== undefined && validator( plain, shown );
	} ) );
}

module.exports = { VALIDATORS: VALIDATORS, isIdentity: isIdentity };
