'use strict';

/** Whether a connection or an account to chat with is somebody's own: parts of bot/detect/ownership/claims.py. */

const network = require( '../recognizers/network.js' );
const signs = require( '../signs.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Sign = signs.Sign;
const AT_HOME = 'at home or without logging in';
const POSSESSIVE = 12; // characters between `my` and the words for an internet address

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {number} How many words for a home's connection, not only for an internet address, stand apart in it
 */
function countAtHome( view, start, end ) {
	let last = -1;
	let count = 0;
	const hits = view.contexts( 'ip_address' ).slice().sort( ( one, other ) => one.start - other.start );
	for ( const hit of hits ) {
		if ( start <= hit.start && hit.start < end && hit.start >= last && !network.isBare( view, hit ) ) {
			count++;
			last = hit.end;
		}
	}
	return count;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether the words for an internet address say whose it is (`my IP`), not only a sentence
 *  around them
 */
function isPossessed( view, start, end ) {
	return view.contexts( 'ip_address' ).some( ( hit ) => start <= hit.start && hit.start < end && (
		view.folded.slice( hit.start, hit.end ).indexOf( 'ip' ) < 0 ||
		view.within( Sign.SELF, start, hit.end ).some(
			( own ) => own.end <= hit.end && hit.start - own.end <= POSSESSIVE
		) ||
		view.has( Sign.SELF, hit.end, Math.min( end, hit.end + 4 ) )
	) );
}

/**
 * @param {Candidate} candidate
 * @return {boolean} Whether people name such a value of nobody's but their own: an account to chat with, a connection
 *  at home
 */
function isPersonal( candidate ) {
	if ( candidate.type === 'ip_address' ) {
		return candidate.signs.some( ( sign ) => sign[ 0 ] === AT_HOME );
	}
	return candidate.type === 'messaging_handle' && /^shared\.(?:messaging_handle|mentioned)\./.test( candidate.rule );
}

module.exports = { AT_HOME: AT_HOME, countAtHome: countAtHome, isPersonal: isPersonal, isPossessed: isPossessed };
