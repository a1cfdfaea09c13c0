'use strict';

/**
 * Towns, firms, schools and birthdays that no fixed phrase names, in the owner's own sentences about dwelling, working,
 * learning or being born: a small word before a name (`My window looks out over Hull`).
 * bot/detect/recognizers/nearby.py.
 */

const cues = require( '../cues.js' );
const dates = require( '../dates.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const Sign = signs.Sign;
/** @type {Array<[FindingType, string]>} */
const KINDS = [ [ 'location', 'place' ], [ 'employer', 'org' ], [ 'school', 'school' ] ];
const REACH = 60; // characters between the word for dwelling or working and the small word
const LONGEST = 48; // characters from the small word to the name's end
const LEAD = 5; // characters between the small word and the name: `the `
const WORTH = 0.6;
const BIRTH = 60; // characters behind `birthday` in which its date stands
const OWN = 16; // characters between `birthday` and the word that says whose it is
const CLAUSE = /[,;:()]/;
const NEVER = '[^\\s\\S]';

/** @type {Map<string[], {words: import('../patterns.js').Pattern, endings: import('../patterns.js').Pattern|null}>} */
const known = new Map();

/**
 * @param {string[]} near
 * @return {{words: import('../patterns.js').Pattern, endings: import('../patterns.js').Pattern|null}} Small words, and
 *  names' own endings (`Tampereella`)
 */
function patternsOf( near ) {
	let found = known.get( near );
	if ( found === undefined ) {
		const longest = near.filter( ( word, i ) => near.indexOf( word ) === i )
			.sort( ( a, b ) => b.length - a.length );
		const words = longest.filter( ( word ) => word[ 0 ] !== '*' )
			.map( ( word ) => text.escape( word ) + ( cues.unspaced( word[ 0 ] ) ? '' : '(?= )' ) );
		const ends = longest.filter( ( word ) => word[ 0 ] === '*' ).map( ( word ) => text.escape( word.slice( 1 ) ) );
		found = {
			words: new Pattern( words.join( '|' ) || NEVER, 'u' ),
			endings: ends.length ? new Pattern(
				"(?![a-zа-яё])[\\p{L}\\p{Nl}\\p{No}][\\p{L}\\p{N}_'’\\-]{2,30}?(?:" + ends.join( '|' ) +
					')(?![\\p{L}\\p{N}])',
				'u', "\\p{L}\\p{N}_'’\\-"
			) : null
		};
		known.set( near, found );
	}
	return found;
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} from
 * @param {number} limit
 * @return {Match[]} The small words of a kind, whole ones
 */
function wordsIn( view, kind, from, limit ) {
	const words = patternsOf( view.lexicon.near[ kind ] ).words;
	/** @type {Match[]} */
	const out = [];
	let at = from;
	for ( ;; ) {
		const found = words.search( view.folded, at, limit );
		if ( found === null ) {
			return out;
		}
		const inside = !cues.unspaced( found.text[ 0 ] ) && found.start > 0 &&
			text.isAlnum( view.folded, found.start - 1 );
		if ( inside ) {
			at = found.start + 1;
		} else {
			out.push( found );
			at = found.end;
		}
	}
}

/**
 * @param {View} view
 * @return {Candidate[]} Names behind small words, in sentences that say `I` and speak of dwelling, working or learning
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const pair of KINDS ) {
		if ( view.lexicon.near[ pair[ 0 ] ].length ) {
			names( view, pair[ 0 ], pair[ 1 ], out );
		}
	}
	birthdays( view, out );
	return out;
}

/**
 * @param {View} view
 * @param {FindingType} kind
 * @param {string} slot
 * @param {Candidate[]} out
 */
function names( view, kind, slot, out ) {
	/** @type {Set<number>} */
	const tried = new Set();
	for ( const hit of view.hits[ Sign.CONTEXT ].filter( ( each ) => each.what === kind ).slice( 0, views.MOST ) ) {
		const sentence = view.sentence( hit.start );
		if ( tried.has( sentence[ 0 ] ) || !isOwn( view, sentence ) ) {
			continue;
		}
		tried.add( sentence[ 0 ] );
		const span = named( view, kind, slot, sentence, [ hit.start, hit.end ] );
		if ( span !== null ) {
			const candidate = new views.Candidate(
				kind, span, WORTH, 'shared.near.' + kind, 'cue', 'behind a small word, in a sentence about it'
			);
			candidate.cueStart = Math.min( hit.start, span[ 0 ] );
			out.push( candidate );
		}
	}
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} floor
 * @return {boolean} Whether what begins at `at` is only spoken about: `an article about …`
 */
function isSpokenAbout( view, at, floor ) {
	return wordsIn( view, 'about', Math.max( floor, at - 16 ), at ).some(
		( found ) => !text.strip( view.text.slice( found.end, at ), " '\"«„“" )
	);
}

/**
 * @param {View} view
 * @param {Span} sentence
 * @return {boolean} Whether it says `I`, speaks of nobody else and denies nothing
 */
function isOwn( view, sentence ) {
	return view.has( Sign.SELF, sentence[ 0 ], sentence[ 1 ] ) &&
		!view.has( Sign.OTHERS, sentence[ 0 ], sentence[ 1 ] ) &&
		!view.has( Sign.AGAINST, sentence[ 0 ], sentence[ 1 ] );
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {string} slot
 * @param {Span} sentence
 * @param {Span} word
 * @return {Span|null} The name nearest to the word for dwelling, working or learning
 */
function named( view, kind, slot, sentence, word ) {
	const start = Math.max( sentence[ 0 ], word[ 0 ] - REACH );
	const end = Math.min( sentence[ 1 ], word[ 1 ] + REACH );
	/** @type {Span|null} */
	let best = null;
	for ( const found of wordsIn( view, kind, start, end ) ) {
		const span = view.slots().forward( slot, found.end, Math.min( sentence[ 1 ], found.end + LONGEST ) );
		if ( span === null || span[ 0 ] - found.end > LEAD || !fits( view, kind, span, word ) ) {
			continue;
		}
		if ( best === null || Math.abs( span[ 0 ] - word[ 0 ] ) < Math.abs( best[ 0 ] - word[ 0 ] ) ) {
			best = span;
		}
	}
	const endings = patternsOf( view.lexicon.near[ kind ] ).endings;
	if ( best === null && endings !== null ) {
		for ( const inflected of endings.all( view.text, Math.max( start, sentence[ 0 ] + 1 ), end ) ) {
			const span = view.slots().forward(
				slot, inflected.start, Math.min( sentence[ 1 ], inflected.start + LONGEST )
			);
			if ( span !== null && span[ 0 ] === inflected.start && fits( view, kind, span, word ) ) {
				return span;
			}
		}
	}
	return best;
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {Span} span
 * @param {Span} word
 * @return {boolean} Whether a value is a name of the kind: no part of the sign itself, with a capital where its script
 *  has them
 */
function fits( view, kind, span, word ) {
	if ( span[ 0 ] < word[ 1 ] && word[ 0 ] < span[ 1 ] ) {
		return false;
	}
	if ( !text.isUpper( view.text, span[ 0 ] ) ) {
		return cues.unspaced( view.text[ span[ 0 ] ] ) && kind === 'location';
	}
	return kind !== 'location' || ( !view.slots().saysSchool( span[ 0 ], span[ 1 ], true ) &&
		!view.slots().saysFirm( span[ 0 ], span[ 1 ] ) );
}

/**
 * Dates beside words for a birthday that somebody calls their own: `every 3 May, my birthday`.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function birthdays( view, out ) {
	/** @type {Set<number>} */
	const tried = new Set();
	for ( const hit of view.contexts( 'birth_date' ) ) {
		if ( tried.has( hit.start ) ) {
			continue;
		}
		tried.add( hit.start );
		const sentence = view.sentence( hit.start );
		const beside = view.within(
			Sign.SELF, Math.max( sentence[ 0 ], hit.start - OWN ), Math.min( sentence[ 1 ], hit.end + OWN )
		).some( ( own ) => !CLAUSE.test(
			view.text.slice( Math.min( own.end, hit.end ), Math.max( own.start, hit.start ) )
		) );
		if ( !beside || !isOwn( view, sentence ) ||
			view.folded.slice( sentence[ 0 ], sentence[ 1 ] ).indexOf( 'wiki' ) >= 0 ) {
			continue;
		}
		const span = dates.find( view.folded, hit.end, Math.min( sentence[ 1 ], hit.end + BIRTH ), view.lexicon ) ||
			dates.find( view.folded, Math.max( sentence[ 0 ], hit.start - BIRTH / 2 ), hit.start, view.lexicon );
		if ( span !== null ) {
			const candidate = new views.Candidate(
				'birth_date', span, WORTH, 'shared.near.birth_date', 'cue', 'beside their own birthday'
			);
			candidate.cueStart = Math.min( hit.start, span[ 0 ] );
			out.push( candidate );
		}
	}
}

module.exports = { isSpokenAbout: isSpokenAbout, recognize: recognize };
