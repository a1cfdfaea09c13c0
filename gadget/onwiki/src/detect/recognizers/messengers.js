'use strict';

/**
 * Numbers of messengers that are dialled (`WhatsApp: +44 …`): the account's, not a telephone's to be called.
 * bot/detect/recognizers/messengers.py.
 */

const cues = require( '../cues.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const REACH = 56; // characters between such a service's name and its number
// `tel./WhatsApp`, `mobile and WhatsApp`
const JOINED = new RegExp(
	'^[.:]? ?(?:[/,&+|]|[\\p{L}\\p{Nl}\\p{No}]{1,3} ) ?(?:[\\p{L}\\p{Nl}\\p{No}]{2,3} )?$', 'u'
);
const AROUND = " :*'\"=.()";

/**
 * @param {View} view
 * @param {Candidate} candidate
 * @return {boolean} Whether a telephone number is only called a messenger's, in its sentence or by its label
 */
function isAccount( view, candidate ) {
	if ( candidate.type !== 'phone' ) {
		return false;
	}
	const start = candidate.start;
	const floor = Math.max( view.sentence( start )[ 0 ], start - REACH );
	const service = serviceIn( view, floor, start );
	if ( service === null ) {
		const label = view.layout.blockAt( start ).label;
		return label.length < REACH &&
			view.lexicon.shared.dialledServices.indexOf( text.strip( cues.fold( label ), AROUND ) ) >= 0;
	}
	return ![ signs.Sign.LABEL, signs.Sign.CONTEXT ].some( ( what ) => view.within( what, floor, start ).some(
		( hit ) => hit.what === 'phone' && ( hit.start >= service[ 1 ] ||
			( hit.end <= service[ 0 ] && JOINED.test( view.folded.slice( hit.end, service[ 0 ] ) ) ) )
	) );
}

/**
 * @param {View} view
 * @param {number} floor
 * @param {number} limit
 * @return {Span|null} The last name of such a service there, as a word of its own
 */
function serviceIn( view, floor, limit ) {
	const folded = view.folded;
	/** @type {Span|null} */
	let best = null;
	for ( const name of view.lexicon.shared.dialledServices ) {
		const at = floor + folded.slice( floor, limit ).lastIndexOf( name );
		const end = at + name.length;
		if ( at >= floor && ( best === null || at > best[ 0 ] ) &&
			!( end < folded.length && text.isAlnum( folded, end ) ) && !( at > 0 && text.isAlnum( folded, at - 1 ) ) ) {
			best = [ at, end ];
		}
	}
	return best;
}

module.exports = { isAccount: isAccount };
