'use strict';

/**
 * National identity numbers and payment numbers that pass their check digits, presented as somebody's.
 * bot/detect/recognizers/ids.py.
 */

const identity = require( '../checkdigits/identity.js' );
const network = require( './network.js' );
const patterns = require( '../patterns.js' );
const payment = require( '../checkdigits/payment.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const Pattern = patterns.Pattern;

const PAYMENT = new Pattern(
	'(?:[a-z]{2}[0-9]{2}(?:[ \\-]?[a-z0-9]){11,30}|[3-6][0-9]{3}(?:[ .\\-]?[0-9]){9,15})(?![0-9a-z])', '', '0-9a-z'
);
const LONG = /[0-9]{4}[ .-]?[0-9]{3}|[0-9a-z]{26}/; // every number of payment has such a stretch
const DIGITS = new Pattern( '[0-9][0-9]+' );
const CARD = /^[45][0-9]{3}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{4}$/;
const GROUP = 4; // digits of a card's number that are written together
const ALIKE = 3; // different characters of a number that is a placeholder
const UNNAMED = 0.3;
const STRONG = new Pattern(
	'(?:[0-9]{6}[/+\\-][0-9]{4}|[0-9]{11}|[0-9]{13}|[0-9]{8}[a-z]|[xyz][0-9]{7}[a-z]|[0-9]{17}[0-9x]|' +
	'[a-z]{6}[0-9]{2}[a-z][0-9]{2}[a-z][0-9]{3}[a-z])(?![0-9a-z/_\\-])', '', '0-9a-z.,/+\\-_@#='
);
const FEWEST = 6; // digits in an identity number
const COIN = new Pattern(
	'(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71})(?![0-9A-Za-z])', '', '0-9A-Za-z'
);
const IDENTITY = new Pattern(
	'(?:[a-z]{1,6}[ \\-]?[0-9]|[0-9])(?:[ .\\-/+]?[0-9a-z]){4,20}(?![0-9])', '', '0-9a-z+'
);

/**
 * @param {View} view
 * @return {Candidate[]} Numbers near words for such numbers
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	/** @type {FindingType[]} */
	const kinds = [ 'national_id', 'payment' ];
	for ( const kind of kinds ) {
		/** @type {Map<number, Candidate>} */
		const seen = new Map();
		/** @type {Map<number, Candidate>} */
		const strange = new Map();
		for ( const hit of view.contexts( kind ) ) {
			const sentence = view.sentence( hit.start );
			/** @type {Span[]} */
			const windows = [
				[ hit.start, Math.min( sentence[ 1 ], hit.end + 90 ) ],
				[ Math.max( sentence[ 0 ], hit.start - 50 ), hit.start ]
			];
			const span = numberIn( view, kind, windows[ 0 ][ 0 ], windows[ 0 ][ 1 ] ) ||
				numberIn( view, kind, windows[ 1 ][ 0 ], windows[ 1 ][ 1 ] );
			if ( span === null && kind === 'national_id' ) {
				foreign( view, hit.end, windows, strange );
			}
			if ( span !== null ) {
				// `tax number for the form: …` says twice what it is
				const between = view.folded.slice( hit.end, Math.max( hit.end, span[ 0 ] ) ).trim();
				const worth = /[:：]$/.test( between ) ? 0.8 : 0.75;
				const known = seen.get( span[ 0 ] );
				if ( known === undefined || known.score < worth ) {
					seen.set( span[ 0 ], new Candidate(
						kind, span, worth, 'shared.' + kind, 'shape', 'check digits are right, and it is named'
					) );
				}
			}
		}
		seen.forEach( ( candidate ) => out.push( candidate ) );
		strange.forEach( ( candidate ) => out.push( candidate ) );
	}
	unnamed( view, out );
	const long = LONG.test( view.folded ) ? paymentNumbers( view.folded, 0, view.folded.length, views.MOST ) : [];
	for ( const found of long ) {
		if ( payment.isPayment( found.text ) ) {
			const bare = CARD.test( found.text ) ? 0.55 : 0.5;
			const worth = text.isDigit( found.text ) ? bare : 0.6;
			out.push( new Candidate(
				'payment', [ found.start, found.end ], worth, 'shared.payment.bare', 'shape', 'check digits are right'
			) );
		}
	}
	for ( const found of COIN.all( view.text, 0, undefined, views.MOST ) ) {
		if ( payment.isCoin( found.text ) ) {
			out.push( new Candidate(
				'payment', [ found.start, found.end ], 0.6, 'shared.payment.coin', 'shape', 'a wallet whose check is right'
			) );
		}
	}
	return out;
}

/**
 * A number of any country whose check hardly anything else passes, near a word for such numbers.
 *
 * @param {View} view
 * @param {number} word Where that ends
 * @param {Span[]} windows
 * @param {Map<number, Candidate>} seen
 */
function foreign( view, word, windows, seen ) {
	const folded = view.folded;
	for ( const window of windows ) {
		for ( const found of IDENTITY.all( folded, window[ 0 ], window[ 1 ] ) ) {
			const space = text.isAlpha( folded, found.start ) ? found.text.lastIndexOf( ' ' ) + 1 : 0;
			for ( const left of [ found.start, found.start + space ] ) {
				if ( identity.isStrong( folded.slice( left, found.end ), null, view.lexicon.shared ) ) {
					const worth = /[:：]\s*$/.test( folded.slice( word, Math.max( word, left ) ) ) ? 0.7 : 0.65;
					const known = seen.get( left );
					if ( known === undefined || known.score < worth ) {
						seen.set( left, new Candidate(
							'national_id', [ left, found.end ], worth, 'shared.national_id.foreign', 'shape',
							"another country's check digits are right, and it is named"
						) );
					}
					return;
				}
			}
		}
	}
}

/**
 * Such a number of the language's countries that nothing names: doubtful, but hardly anything else.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function unnamed( view, out ) {
	const known = new Set( out.map( ( each ) => each.start + '-' + each.end ) );
	const regions = view.lexicon.shared.regions[ view.page.lang.split( '-' )[ 0 ] ] || [];
	for ( const found of STRONG.all( view.folded, 0, undefined, views.MOST ) ) {
		if ( !known.has( found.start + '-' + found.end ) &&
			identity.isStrong( found.text, regions, view.lexicon.shared ) ) {
			out.push( new Candidate(
				'national_id', [ found.start, found.end ], UNNAMED, 'shared.national_id.bare', 'shape',
				"a person's number by its check digits alone"
			) );
		}
	}
}

/**
 * @param {string} folded
 * @param {number} at
 * @param {number} limit
 * @param {number} most
 * @return {Match[]} What has the shape of a number of payment: it begins with a run of digits, or two letters before
 *  one
 */
function paymentNumbers( folded, at, limit, most ) {
	/** @type {Match[]} */
	const out = [];
	let from = at;
	while ( out.length < most ) {
		const run = DIGITS.search( folded, from, limit );
		if ( run === null ) {
			break;
		}
		from = run.end;
		const before = folded[ run.start - 1 ];
		let found = run.start - 2 >= at && before >= 'a' && before <= 'z' ?
			PAYMENT.match( folded, run.start - 2, limit ) : null;
		if ( found === null && run.start >= at && run.end - run.start >= GROUP ) {
			found = PAYMENT.match( folded, run.start, limit );
		}
		if ( found !== null ) {
			at = found.end;
			out.push( found );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The first number of that kind in [at, limit) that passes its validator
 */
function numberIn( view, kind, at, limit ) {
	const folded = view.folded;
	const shared = view.lexicon.shared;
	const regions = shared.regions[ view.page.lang.split( '-' )[ 0 ] ] || [ 'US' ];
	const shaped = kind === 'payment' ? paymentNumbers( folded, at, limit, Infinity ) : IDENTITY.all( folded, at, limit );
	for ( const found of shaped ) {
		const start = found.start;
		const end = found.end;
		const space = folded.slice( start, start + 8 ).indexOf( ' ' ) + start;
		const lefts = space >= start && space > 0 && text.isAlpha( folded, start ) ?
			[ start, space + 1 ] : [ start ];
		for ( const left of lefts ) {
			for ( let right = end; right === end || right > left + 6; right-- ) {
				if ( right !== end && folded[ right ] !== ' ' ) {
					continue;
				}
				const number = folded.slice( left, right );
				if ( kind === 'payment' && payment.isPayment( number ) ) {
					return [ left, right ];
				}
				if ( kind === 'national_id' && text.count( number, text.isDigit ) >= FEWEST &&
					new Set( number.split( '' ) ).size > ALIKE && network.addressIn( view, left, right ) === null &&
					identity.isIdentity( number, regions, shared.ids ) ) {
					return [ left, right ];
				}
			}
		}
	}
	return null;
}

module.exports = { numberIn: numberIn, recognize: recognize };
