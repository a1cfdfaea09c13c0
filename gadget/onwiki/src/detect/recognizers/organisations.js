'use strict';

/**
 * Schools and employers that no fixed phrase names: an organisation's own word in a sentence of the owner's about
 * learning or earning a living (`I spent thirty years with Tidewater Packaging before I retired`).
 * bot/detect/recognizers/organisations.py.
 */

const cues = require( '../cues.js' );
const eastasian = require( '../eastasian.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../patterns.js').Pattern} PatternType
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const Sign = signs.Sign;
const unspaced = cues.unspaced;
const REACH = 110; // characters on both sides of the words for learning or working
const WORTH = 0.6;
const PLAIN = 4; // letters of a firm's word that is no part of another in scripts with marks
const NOT_INSIDE = '\\p{L}\\p{N}_\\u0900-\\u0963\\u0970-\\u0d7f'; // letters, and the vowel signs of Indic scripts
const ABOUT = 16; // characters before a name in which `about` stands
const NEAR = 32; // characters between such a word and a name behind a comma or bracket
const L = '\\p{L}\\p{Nl}\\p{No}'; // letters, as Python's [^\W\d_]
const ANY_WORD = new Pattern( '([' + L + "]{1,20}['’]?)[ ]?[\"«„“]?$", 'u', L );
const PREPOSITION = 5; // letters and the space of one that begins a sentence
const ENDED = new Pattern( "['’]\\p{L}{1,5}$", 'u' );
const LINK_WORD = new Pattern( '([' + L + "]{1,8}['’]?)[ ]?[\"«„“]?$", 'u', L );
const NEVER = '[^\\s\\S]';

/** @type {Map<any, {inside: PatternType, whole: PatternType}>} */
const known = new Map();

/**
 * @param {string[]} nouns
 * @return {{inside: PatternType, whole: PatternType}} Words that may begin inside a word, and those that may not
 */
function wordsOf( nouns ) {
	let words = known.get( nouns );
	if ( words === undefined ) {
		/** @type {string[]} */
		const inside = [];
		/** @type {string[]} */
		const whole = [];
		for ( const noun of nouns.slice().sort( ( a, b ) => b.length - a.length ) ) {
			const plain = text.strip( noun, '*' );
			const loose = unspaced( plain[ 0 ] || 'a' );
			const open = loose || noun[ noun.length - 1 ] === '*';
			const part = text.escape( plain ) + ( open ? '' : '(?![\\p{L}\\p{N}])' );
			( loose || noun[ 0 ] === '*' ? inside : whole ).push( part );
		}
		words = {
			inside: new Pattern( inside.join( '|' ) || NEVER, 'u' ),
			whole: new Pattern( whole.join( '|' ) || NEVER, 'u', NOT_INSIDE )
		};
		known.set( nouns, words );
	}
	return words;
}

/**
 * @param {View} view
 * @return {Candidate[]} Organisations beside words for learning or working, in sentences that say `I`
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	organisations( view, 'school', 'school', out );
	organisations( view, 'employer', 'org', out );
	return out;
}

/**
 * @param {View} view
 * @param {FindingType} kind
 * @param {string} slot
 * @param {Candidate[]} out
 */
function organisations( view, kind, slot, out ) {
	/** @type {Set<number>} */
	const tried = new Set();
	for ( const hit of view.hits[ Sign.CONTEXT ].filter( ( each ) => each.what === kind ).slice( 0, views.MOST ) ) {
		const sentence = view.sentence( hit.start );
		const start = sentence[ 0 ];
		const end = sentence[ 1 ];
		if ( tried.has( start ) ) {
			continue;
		}
		tried.add( start );
		const claimed = isSpoken( view, start, end ) || opens( view, start, hit.start, end );
		if ( !claimed || view.has( Sign.AGAINST, start, end ) ) {
			continue;
		}
		const span = named( view, slot, hit, start, end, out );
		if ( span === null || ( span[ 0 ] <= hit.start && hit.start < span[ 1 ] ) ||
			isSpokenAbout( view, span[ 0 ], start ) ) {
			continue;
		}
		if ( view.slots().saysSchool( span[ 0 ], span[ 1 ], true ) &&
			isWorkedAt( view, span[ 0 ], span[ 1 ] ) !== ( kind === 'employer' ) ) {
			continue;
		}
		const candidate = new views.Candidate(
			kind, span, WORTH, 'shared.' + kind, 'cue', 'named beside words for it'
		);
		candidate.cueStart = Math.min( hit.start, span[ 0 ] );
		out.push( candidate );
	}
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether of the words for learning and for earning in a sentence the one nearest to [start, end) is
 *  for earning: `After Hill College I taught at Dale School`
 */
function isWorkedAt( view, start, end ) {
	const sentence = view.sentence( start );
	let school = views.MOST;
	let employer = views.MOST;
	// Behind it: right behind it, `Gimnáziumban tanítok`.
	for ( const hit of view.within( Sign.CONTEXT, sentence[ 0 ], Math.min( sentence[ 1 ], end + 2 ) ) ) {
		if ( !( start <= hit.start && hit.start < end ) ) {
			const far = Math.max( start - hit.end, hit.start - end );
			school = hit.what === 'school' ? Math.min( school, far ) : school;
			employer = hit.what === 'employer' ? Math.min( employer, far ) : employer;
		}
	}
	return employer < school;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} floor
 * @return {boolean} Whether what begins at `at` is only spoken about: `an article about …`
 */
function isSpokenAbout( view, at, floor ) {
	const before = view.folded.slice( Math.max( floor, at - ABOUT ), at ).replace( /[ '"«„“]+$/, '' );
	return view.lexicon.topic.some( ( word ) => before.endsWith( word ) &&
		!( before.length > word.length && text.isAlnum( before, before.length - word.length - 1 ) ) );
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether a sentence says `I`; scripts without spaces leave it out, there nobody else may be named
 */
function isSpoken( view, start, end ) {
	if ( view.has( Sign.SELF, start, end ) ) {
		return true;
	}
	const line = view.line( start );
	return unspaced( view.text[ start ] || ' ' ) && !view.has( Sign.OTHERS, line[ 0 ], line[ 1 ] );
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} at
 * @param {number} end
 * @return {boolean} Whether a sentence that names nobody else begins with the words for learning or working
 */
function opens( view, start, at, end ) {
	return view.opens( start, at ) && !view.has( Sign.OTHERS, start, end );
}

/**
 * @param {View} view
 * @param {string[]} nouns
 * @param {number} from
 * @param {number} ceiling
 * @return {Match|null} The first word for such an organisation
 */
function nextNoun( view, nouns, from, ceiling ) {
	const words = wordsOf( nouns );
	const inside = words.inside.search( view.folded, from, ceiling );
	const whole = words.whole.search( view.folded, from, ceiling );
	if ( inside === null || whole === null ) {
		return inside || whole;
	}
	return inside.start < whole.start || ( inside.start === whole.start && inside.end > whole.end ) ? inside : whole;
}

/**
 * @param {View} view
 * @param {string} slot
 * @param {{start: number, end: number}} hit A word for learning or working
 * @param {number} start Where its sentence begins
 * @param {number} end Where it ends
 * @param {Candidate[]} taken What is known already for a school
 * @return {Span|null} The first run near it that holds a word for such an organisation and more
 */
function named( view, slot, hit, start, end, taken ) {
	const floor = Math.max( start, hit.start - REACH );
	const ceiling = Math.min( end, hit.end + REACH );
	const nouns = view.lexicon.nouns[ slot ];
	const slots = view.slots();
	let noun = nextNoun( view, nouns, floor, ceiling );
	for ( ; noun !== null; noun = nextNoun( view, nouns, Math.max( noun.end, noun.start + 1 ), ceiling ) ) {
		const at = noun.start;
		if ( taken.some( ( each ) => each.start <= at && at < each.end ) ) {
			continue;
		}
		const char = view.text[ at ];
		/** @type {Span|null} */
		let span = null;
		if ( eastasian.partsSyllable( view.text, at ) || eastasian.partsSyllable( view.text, noun.end ) ) {
			span = null;
		} else if ( unspaced( char ) ) {
			span = slots.backward( slot, noun.end, floor ) || slots.forward( slot, at, end );
		} else if ( !text.isCased( char ) ) {
			// 끝나|고 is no school: a name begins with its word.
			const begin = char >= '\uac00' && char <= '\ud7a3' ? Math.max( floor, view.text.lastIndexOf( ' ', at - 1 ) + 1 ) : at;
			span = slots.forward( slot, begin, end );
			if ( span === null || span[ 1 ] === noun.end ) {
				span = slots.backward( slot, noun.end, floor );
			}
		} else {
			span = capitals( view, slot, at, floor, end, hit.end );
			if ( span !== null && span[ 0 ] > at ) { // lycée Saint-Lucile; not `in the centre of Hull`
				const middle = span[ 0 ] > noun.end + 1 || view.lexicon.wording.middles.has( noun.text );
				span = middle ? null : [ at, span[ 1 ] ];
			}
		}
		if ( span !== null && span[ 1 ] - span[ 0 ] > noun.end - at + 1 ) {
			return span;
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {string} slot
 * @param {number} start Where a noun begins
 * @param {number} floor
 * @param {number} ceiling
 * @param {number} behind
 * @return {Span|null} The run of capital words around it, behind a small word (`at`, `bei`, `chez`) or announced
 */
function capitals( view, slot, start, floor, ceiling, behind ) {
	const page = view.text;
	const traits = view.lexicon.traits;
	const linked = !traits.has( 'capital_nouns' );
	let left = start;
	while ( left > floor ) {
		const at = left > 1 ? page.lastIndexOf( ' ', left - 2 ) : -1;
		const space = at < floor ? floor : at + 1;
		const word = page.slice( space, Math.max( space, left - 1 ) );
		if ( !word ||
			!( text.isUpper( word ) ||
				( linked && view.lexicon.particles.has( view.folded.slice( space, left - 1 ) ) ) ) ) {
			break;
		}
		if ( !text.isUpper( word ) && !page.slice( Math.max( floor, space - 2 ), space ).trim() ) {
			break;
		}
		left = space;
	}
	while ( left < start && !text.isUpper( page, left ) ) {
		const space = page.indexOf( ' ', left );
		left = space < 0 || space >= start ? start : space + 1;
	}
	if ( !page.slice( floor, left ).trim() && !traits.has( 'no_prepositions' ) ) { // `Aan de TU Delft schrijf ik …`
		const space = page.indexOf( ' ', left );
		if ( space > left && space + 1 - left <= PREPOSITION && space < start ) {
			let at = space + 1;
			while ( at < start && !text.isUpper( page, at ) ) {
				const next = page.indexOf( ' ', at );
				at = next < 0 || next >= start ? start : next + 1;
			}
			return view.slots().forward( slot, at, ceiling );
		}
	}
	const link = traits.has( 'at_is_ending' ) ? ANY_WORD : LINK_WORD;
	const before = link.search( page, Math.max( floor, left - 24 ), left );
	const span = view.slots().forward( slot, left, ceiling );
	if ( before !== null ) {
		return text.isUpper( before.groups[ 1 ] ) ? null : span;
	}
	const ends = span !== null && traits.has( 'at_is_ending' ) &&
		( ENDED.search( page, span[ 0 ], span[ 1 ] ) !== null ||
			/['’]/.test( page.slice( span[ 1 ], span[ 1 ] + 1 ) ) );
	return ends || isAnnounced( page, behind, left ) ? span : null;
}

/**
 * @param {string} page
 * @param {number} behind
 * @param {number} at
 * @return {boolean} Whether a name follows a colon (`my pay comes from elsewhere: …`), or a comma shortly behind a word
 *  for learning or working (`I work as a digger, …`)
 */
function isAnnounced( page, behind, at ) {
	const between = page.slice( behind, Math.max( behind, at ) ).replace( /[ "«„“']+$/, '' );
	const mark = between.slice( -1 );
	return mark === ':' || ( mark !== '' && ',(–—'.indexOf( mark ) >= 0 && between.length <= NEAR &&
		!/[,:;()–—]/.test( between.slice( 0, -1 ) ) );
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} at
 * @return {boolean} Whether a firm's own word stands between a sentence's start and `at`, shortly before it
 */
function isNamedBefore( view, start, at ) {
	let noun = nextNoun( view, view.lexicon.nouns.org, Math.max( start, at - REACH ), at );
	while ( noun !== null &&
		( noun.end - noun.start < PLAIN || view.has( Sign.LABEL, noun.start, noun.start + 1 ) ) ) {
		noun = nextNoun( view, view.lexicon.nouns.org, Math.max( noun.end, noun.start + 1 ), at );
	}
	return noun !== null;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether a firm's or school's own word stands in [start, end)
 */
function isNamed( view, start, end ) {
	return [ 'org', 'school' ].some( ( slot ) => nextNoun( view, view.lexicon.nouns[ slot ], start, end ) !== null );
}

module.exports = {
	isNamed: isNamed, isNamedBefore: isNamedBefore, isWorkedAt: isWorkedAt, recognize: recognize
};
