'use strict';

/**
 * Whether a telephone number is given to be called, or is one that only people have.
 * bot/detect/ownership/telephones.py.
 */

const signs = require( '../signs.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Sign = signs.Sign;
const BEFORE = 40; // characters between a word that asks to call a number, or calls it private, and the number
const BEHIND = 30; // the same behind it
const ASKED = 90; // characters before a number in which a question ends that it answers
const MARKS = [ '?', '？', '؟' ];

/**
 * @param {View} view
 * @param {Candidate} candidate
 * @return {[string, string]|null} The sign that a number is the owner's because they ask to be called there, and the
 *  score it is worth
 */
function offered( view, candidate ) {
	const wording = view.lexicon.shared.wording;
	const code = view.lexicon.code;
	const at = candidate.start;
	const sentence = view.sentence( at );
	const floor = Math.max( sentence[ 0 ], at - BEFORE );
	const rings = wording.rings.get( code );
	if ( rings !== undefined && ( rings.search( view.folded, floor, at ) ||
		rings.search( view.folded, candidate.end, Math.min( sentence[ 1 ], candidate.end + BEHIND ) ) ) ) {
		return [ 'asks to be called', 'self' ];
	}
	const privates = wording.privatePhones.get( code );
	if ( privates !== undefined && privates.search( view.folded, floor, at ) ) {
		return [ 'a telephone that a person has', 'about' ];
	}
	return answers( view, at ) ? [ 'answers whether to call', 'self' ] : null;
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether a question about telephoning ends shortly before a place: `May I ring you? In the
 *  evenings: …`
 */
function answers( view, at ) {
	const floor = Math.max( 0, at - ASKED );
	const asked = Math.max.apply( null, MARKS.map( ( mark ) => view.text.slice( floor, at ).lastIndexOf( mark ) ) );
	if ( asked < 0 ||
		view.layout.blockAt( floor + asked ).section !== view.layout.blockAt( at ).section ) {
		return false;
	}
	const start = view.sentence( floor + asked )[ 0 ];
	return [ Sign.LABEL, Sign.CONTEXT ].some(
		( what ) => view.within( what, start, floor + asked ).some( ( hit ) => hit.what === 'phone' )
	);
}

module.exports = { offered: offered };
