'use strict';

/**
 * Signatures without an account, and accounts that a list's line begins with. bot/detect/ownership/posts.py.
 */

const cues = require( '../cues.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').View} View
 */

const ANONYMOUS = /\/\s*([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){3,7})\s*$/;
// A signature's time and date, in folded text.
const STAMP = /[0-9][0-9]?[:.h][0-9]{2}(?:[^\n]{0,46}\([^()\n]{2,8}\)|[,،]? [^\n]{4,40}[0-9]{4})/;
// A signature without an account, in folded text: `--192.0.2.1 12:30, 4 May …`
const UNNAMED = new RegExp(
	'(?:[-–—―~] ?(?:[^\\s0-9]{2,6} )?|[?!.)»”] (?=[0-9a-f:.]{7,39}[ ,]{1,2}[0-9]{1,2}[:.h][0-9]{2}))' +
	'((?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})(?=[\\s,،(])', 'g'
);
// `– Jane Holt, reader 12:30, …`
const WRITTEN_NAME = new RegExp( '(?:^|[\\s!！?？。」])[-–—―~]{1,2} ?(\\p{L}[^\\n.!?;:–—]{1,50}?)[ ,،]{1,3}$', 'u' );
// In an answer's line: `I can come. Jane Holt 12:30, …`, or a time alone.
const PLAIN_NAME = new RegExp( '[.!?…)"”»] ?((?![a-z])[\\p{L}\\p{Nl}\\p{No}][^\\n.!?;:–—]{1,40}?)?[ ,،]{1,3}$', 'u' );
const BEHIND_STAMP = 3; // characters behind a signature's time
const STAMPED = 60; // characters from such an address to the end of its time
const SHORTEST_OWNER = 4; // letters of an account's name that is looked for in signatures
const BEFORE_ACCOUNT = 24; // characters of a line before the account that it begins with
// What stands between an account at the beginning of a list's line and what is said of it.
const ABOUT_ACCOUNT = /^(?: ?[(（[][^\n]{0,90}?[)）\]])?\s{0,3}(?:[-–—―:：,，،;；(（]|'')/;

/**
 * @param {View} view
 * @return {Map<number, string>} block index -> the address that signed it last
 */
function unnamed( view ) {
	/** @type {Map<number, string>} */
	const out = new Map();
	UNNAMED.lastIndex = 0;
	for ( let found = UNNAMED.exec( view.folded ); found; found = UNNAMED.exec( view.folded ) ) {
		const end = found.index + found[ 0 ].length;
		if ( STAMP.test( view.folded.slice( end, end + STAMPED ) ) ) {
			out.set( view.layout.blockAt( found.index ).index, found[ 1 ] );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {RegExpExecArray} stamp The time in its folded text
 * @param {boolean} answers Whether the line is indented below another
 * @param {string} owner
 * @return {string|null} Who signed it in letters, without a link; of an answer also nobody (``) or a bare name
 */
function written( view, block, stamp, answers, owner ) {
	const at = block.start + stamp.index;
	if ( block.end - at - stamp[ 0 ].length > BEHIND_STAMP ) {
		return null;
	}
	const left = Math.max( block.start, at - STAMPED );
	const name = WRITTEN_NAME.exec( view.folded.slice( left, at ) );
	if ( name ) {
		return name[ 1 ].indexOf( owner ) >= 0 ? owner : name[ 1 ];
	}
	const plain = answers && block.section > 0 && !block.label ? PLAIN_NAME.exec( view.text.slice( left, at ) ) : null;
	const bare = plain && ( plain[ 1 ] || '' );
	if ( bare === null || text.words( bare ).some( ( word ) => text.isLower( word[ 0 ] ) ) ) {
		return null;
	}
	const low = cues.fold( bare );
	return low.indexOf( owner ) >= 0 ? owner : low;
}

/**
 * @param {View} view
 * @param {string} owner
 * @return {Set<number>} The blocks whose line ends with the account's name behind a dash, and a date at most: signed
 *  without a link
 */
function own( view, owner ) {
	/** @type {Set<number>} */
	const out = new Set();
	if ( owner.length < SHORTEST_OWNER ) {
		return out;
	}
	const name = text.escape( owner ).replace( / /g, '[ _]' );
	const signed = new RegExp( '[-—–―] ?' + name + '(?![\\p{L}\\p{N}])', 'gu' );
	for ( let found = signed.exec( view.folded ); found; found = signed.exec( view.folded ) ) {
		const block = view.layout.blockAt( found.index );
		const rest = text.strip( view.folded.slice( found.index + found[ 0 ].length, block.end ), " .'" );
		if ( ( block.kind === 'prose' || block.kind === 'item' ) &&
			( rest === '' || ( rest.length <= STAMPED && STAMP.test( rest ) ) ) ) {
			out.add( block.index );
		}
	}
	return out;
}

/**
 * @param {string} page
 * @param {{start: number, end: number}} link
 * @return {boolean} Whether a list's line begins with an account and goes on to say something of it
 */
function begins( page, link ) {
	const from = Math.max( 0, link.start - BEFORE_ACCOUNT );
	const before = page.slice( from, link.start );
	const line = before.slice( before.lastIndexOf( '\n' ) + 1 );
	return line !== '' && '*#:'.indexOf( line[ 0 ] ) >= 0 && !text.any( line, text.isAlnum ) &&
		ABOUT_ACCOUNT.test( page.slice( link.end, link.end + 120 ) );
}

/**
 * @param {string} target `User:Ada/Garden`
 * @return {string} The account, folded
 */
function userOf( target ) {
	return plainUser( text.partition( target, ':' )[ 2 ] );
}

/**
 * @param {string} name
 * @return {string}
 */
function plainUser( name ) {
	const anonymous = ANONYMOUS.exec( name );
	if ( anonymous ) {
		return cues.fold( anonymous[ 1 ] );
	}
	return cues.fold( name.split( '/' )[ 0 ].split( '#' )[ 0 ].replace( /_/g, ' ' ).trim() );
}

module.exports = {
	ANONYMOUS: ANONYMOUS, STAMP: STAMP, begins: begins, own: own, plainUser: plainUser, unnamed: unnamed,
	userOf: userOf, written: written
};
