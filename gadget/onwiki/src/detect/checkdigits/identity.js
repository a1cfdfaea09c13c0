'use strict';

/**
 * National identity and tax numbers. All validators take a number in capitals without separators; `fi.hetu` alone is
 * read with its sign.
 */

const europe = require( './europe.js' );
const world = require( './world.js' );

const VALIDATORS = Object.assign( {}, europe.VALIDATORS, world.VALIDATORS );

const FEWEST = 6; // digits in an identity number
const MOST = 18;
const ALIKE = 3; // different characters of a number that is a placeholder
const SIGNED = /[0-9]{6}[/+-][0-9]{3,4}$/;

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

/**
 * @param {string} number Folded, as it stands on the page
 * @param {string[]|null} regions The countries whose numbers are looked for; null: all
 * @param {any} shared
 * @return {boolean} Whether it passes a check that hardly any other number passes: a birthday, letters
 */
function isStrong( number, regions, shared ) {
	const shown = number.toUpperCase();
	const plain = shown.replace( /[^0-9A-Z]/g, '' );
	const digits = plain.replace( /[^0-9]/g, '' ).length;
	if ( digits < FEWEST || digits > MOST || new Set( plain.split( '' ) ).size <= ALIKE ) {
		return false;
	}
	const isOne = ( /** @type {string} */ name ) => {
		const validator = VALIDATORS[ name ];
		return shared.strongIds.has( name ) && validator !== undefined &&
			( !shared.signedIds.has( name ) || SIGNED.test( number ) ) && validator( plain, shown );
	};
	const here = shared.ids.filter(
		( /** @type {[string, string[]]} */ entry ) => regions === null || regions.indexOf( entry[ 0 ] ) >= 0
	);
	return here.some( ( /** @type {[string, string[]]} */ entry ) => entry[ 1 ].some( isOne ) );
}

module.exports = { VALIDATORS: VALIDATORS, isIdentity: isIdentity, isStrong: isStrong };
