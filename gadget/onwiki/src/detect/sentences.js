'use strict';

/** Where sentences end. bot/detect/view.py. */

const patterns = require( './patterns.js' );
const text = require( './text.js' );

/** @typedef {import('./lexicon.js').Lexicon} Lexicon */

const NEXT = new patterns.Pattern( ' {1,2}([\\p{L}\\p{Nl}\\p{No}]+)', 'u' );
const ENDING = /[.!?。！？।۔؟]/g;
const SHORT = /^[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3]{2}$/; // شد.: few words are abbreviated so
const OPENING = '"“„«';
const FULL = '。！？।۔؟';
const IS_LETTER = new RegExp( '^[\\p{L}\\p{Nl}\\p{No}]$', 'u' );

/**
 * Where the sentences of a line end: after full stops that no short word or lone letter stands before.
 *
 * @param {string} page
 * @param {number} start
 * @param {number} end
 * @return {number[]}
 */
function endsOf( page, start, end ) {
	/** @type {number[]} */
	const ends = [];
	const shown = page.slice( 0, end );
	let at = start;
	for ( ;; ) {
		ENDING.lastIndex = at;
		const found = ENDING.exec( shown );
		if ( !found ) {
			return ends;
		}
		at = found.index;
		let stop = at;
		if ( '.!?'.indexOf( shown[ at ] ) >= 0 ) {
			while ( stop < end && '.!?'.indexOf( shown[ stop ] ) >= 0 ) {
				stop++;
			}
			const spaced = stop < end && text.isSpace( shown, stop );
			if ( ( spaced && isWordBefore( shown, at, 5 ) ) ||
				( ( isWordBefore( shown, at, 3 ) || SHORT.test( shown.slice( Math.max( 0, at - 2 ), at ) ) ) &&
					followsNoNumber( shown, stop ) ) ||
				( spaced && closes( shown, at ) && beginsWord( shown, stop, text.isDigit( shown[ at - 1 ] ) ) ) ) {
				ends.push( stop );
				at = stop;
				continue;
			}
			stop = at;
			while ( stop < end && '!?'.indexOf( shown[ stop ] ) >= 0 ) {
				stop++;
			}
			if ( stop > at && ( stop === end || text.isSpace( shown, stop ) ) ) {
				ends.push( stop );
				at = stop;
			} else {
				at++;
			}
			continue;
		}
		while ( stop < end && FULL.indexOf( shown[ stop ] ) >= 0 ) {
			stop++;
		}
		ends.push( stop );
		at = stop;
	}
}

/**
 * @param {string} page
 * @param {number} at
 * @param {number} least
 * @return {boolean} Whether so many letters stand before it
 */
function isWordBefore( page, at, least ) {
	let left = at;
	while ( left > at - least && isLetter( page[ left - 1 ] ) ) {
		left--;
	}
	return left === at - least;
}

/**
 * @param {string} page
 * @param {number} at
 * @return {boolean} Whether the line ends there, or something follows but a number: `Tel. 0421 …`, `geb. 3. …`
 */
function followsNoNumber( page, at ) {
	let next = at;
	while ( next < page.length && text.isSpace( page, next ) ) {
		if ( page[ next ] === '\n' ) {
			return true;
		}
		next++;
	}
	return next === page.length ||
		( next > at && !text.isDigit( page, next ) && page[ next ] !== '+' && page[ next ] !== '(' );
}

/**
 * @param {string|undefined} char
 * @return {boolean} Whether it is a letter, or stands among words as one does
 */
function isLetter( char ) {
	return char !== undefined && ( char === '_' || text.isAlpha( char ) || IS_LETTER.test( char ) );
}

/**
 * @param {string} page
 * @param {number} at
 * @return {boolean} Whether a number, what is quoted or a shortened word (`I don't. Write …`) ends before it
 */
function closes( page, at ) {
	return at > 0 && ( /[0-9)"”»']/.test( page[ at - 1 ] ) ||
		( at > 2 && /['’][a-z]/.test( page.slice( at - 2, at ) ) && isLetter( page[ at - 3 ] ) ) );
}

/**
 * @param {string} page
 * @param {number} at
 * @param {boolean} quoted
 * @return {boolean} Whether a word, or where quoted one in quotation marks, follows the white space there
 */
function beginsWord( page, at, quoted ) {
	while ( at < page.length && text.isSpace( page, at ) ) {
		at++;
	}
	at += quoted && at < page.length && OPENING.indexOf( page[ at ] ) >= 0 ? 1 : 0;
	return at < page.length && page[ at ] !== '_' && isLetter( page[ at ] );
}

/**
 * @param {string} page
 * @param {string} folded
 * @param {number} stop
 * @param {Lexicon} lexicon
 * @return {boolean} Whether a full stop belongs to a day: one or two digits before it, a month or a small letter
 *  behind it
 */
function isOrdinal( page, folded, stop, lexicon ) {
	if ( page[ stop ] !== '.' || !/(?:^|[^0-9])[0-9]{1,2}$/.test( page.slice( Math.max( 0, stop - 3 ), stop ) ) ) {
		return false;
	}
	const word = NEXT.match( page, stop + 1 );
	if ( word === null ) {
		return false;
	}
	const start = word.end - word.groups[ 1 ].length;
	return text.isLower( word.groups[ 1 ][ 0 ] ) || lexicon.months.has( folded.slice( start, word.end ) );
}

module.exports = { endsOf: endsOf, isOrdinal: isOrdinal };
