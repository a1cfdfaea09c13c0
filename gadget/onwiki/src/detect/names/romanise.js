'use strict';

/** Cyrillic and Greek words in Latin letters, for looking them up in the Latin lists. bot/detect/names/romanise.py. */

/**
 * @param {string} letters
 * @param {string} latin
 * @return {Map<string, string>}
 */
function table( letters, latin ) {
	const sounds = latin.split( ' ' );
	/** @type {Map<string, string>} */
	const out = new Map();
	letters.split( '' ).forEach( ( letter, i ) => out.set( letter, sounds[ i ] === '-' ? '' : sounds[ i ] ) );
	return out;
}

const CYRILLIC = table(
	'абвгдеёєжзиіїйклмнопрстуфхцчшщъыьэюяґўјљњћђџѓќѕ',
	'a b v g d e e ie zh z i i i y k l m n o p r s t u f h ts ch sh sht a y - e yu ya g u j lj nj c d dz g k dz'
);
const GREEK = table( 'αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o' );
const SERBIAN = /[јљњћђџ]/;
const SERBIAN_LETTERS = table( 'жцчш', 'z c c s' );

/**
 * @param {string} word Folded
 * @param {string} script
 * @return {string} In Latin letters; `` for scripts that no letter table can romanise
 */
function romanise( word, script ) {
	if ( script === 'cyrillic' ) {
		const serbian = SERBIAN.test( word );
		return word.split( '' ).map(
			( char ) => serbian && SERBIAN_LETTERS.get( char ) || CYRILLIC.get( char ) || ''
		).join( '' );
	}
	if ( script === 'greek' ) {
		return word.split( '' ).map( ( char ) => GREEK.get( char ) || '' ).join( '' ).replace( /oy/g, 'ou' );
	}
	return '';
}

module.exports = { romanise: romanise };
