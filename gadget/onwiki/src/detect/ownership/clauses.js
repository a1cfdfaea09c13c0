'use strict';

/** Whether the owner is a phrase's subject where nobody says I: what opens a sentence, a line or a clause. */

const articles = require( './articles.js' );
const claims = require( './claims.js' );
const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 */

const Sign = signs.Sign;
const unspaced = cues.unspaced;
// An age with which a line begins ends a clause.
const OPENING = '\'"«„“”「『(['; // what may stand before the name itself
const INTRODUCES = new patterns.Pattern( '(?: [^\\s,.;0-9]{1,12}){0,2}[,.;।]', 'u' );
const BRACKET = 48; // characters between such words and their bracket's beginning
const WORD = 24; // characters behind a value in which the next word ends
const CLIPPED = 5; // words of a line that may be the owner's without saying I
const CLAUSE_WORDS = /[^\s*#、，,；;。「『]+/g;
const QUOTED = /["“”」』]/;
const TIME = new patterns.Pattern( // 一九九〇年代末|在…, 1998年3月に|…
	'[一二三四五六七八九〇零0-9]{2,4}年(?:代)?(?:[0-9一二三四五六七八九十]{1,2}月)?(?:[初末底中]期?)?(?:に|には|から|，|、)?'
);
const TOKEN = new patterns.Pattern( "[^\\p{L}\\p{N}_]*([\\p{L}\\p{N}_'’\\-]+)", 'u' );

/** Knows what opens a sentence or a clause. bot/detect/ownership/subjects.py. */
class Clauses extends articles.Articles {
	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether a paragraph says `she` or `his` and never `I`
	 */
	_thirdPerson( candidate, block ) {
		const view = this.view;
		if ( block.kind !== 'prose' || this._saysI( block.start, block.end ) ) {
			return false;
		}
		const first = Math.min( candidate.start, Math.max( candidate.cueStart, 0 ) );
		return view.within( Sign.OTHERS, block.start, block.end )
			.some( ( hit ) => hit.start < first || hit.start >= candidate.end );
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether an age stands in a whole sentence without `I`: `classes 6 to 12, ages 11 to 18`
	 */
	_isOfAnybody( candidate ) {
		const view = this.view;
		const block = view.layout.blockAt( candidate.start );
		if ( unspaced( view.text[ candidate.start ] ) || view.page.lang === 'ko' || block.frame !== null ) {
			return false;
		}
		const first = candidate.cueStart >= 0 ? Math.min( candidate.start, candidate.cueStart ) : candidate.start;
		if ( INTRODUCES.match( view.text, candidate.end ) && view.opens( block.start, first ) ) {
			return false; // `13 years, chess, Hill School.`
		}
		const most = this._isBrief( block ) ? 2 * CLIPPED : CLIPPED;
		return text.words( view.text.slice( block.start, block.end ) ).length > most &&
			!this._own( block.start, block.end );
	}

	/**
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean} Whether a phrase begins a clause where the language leaves I out, and its sentence names nobody
	 *  else
	 */
	_beginsClause( start, first ) {
		const view = this.view;
		const page = view.text;
		const wording = view.lexicon.wording;
		const ends = wording.clauseEnds.get( view.lexicon.code ) || '';
		let at = first;
		if ( ends !== ' ' ) {
			while ( at > start && ' 「『'.indexOf( page[ at - 1 ] ) >= 0 ) {
				at--;
			}
		}
		if ( at <= start || ends.indexOf( page[ at - 1 ] ) < 0 || view.has( Sign.OTHERS, start, first ) ) {
			return false;
		}
		const before = page.slice( start, at );
		if ( QUOTED.test( before ) || wording.toldOf.test( before ) ) {
			return false;
		}
		const words = ( before.match( CLAUSE_WORDS ) || [] ).slice( 0, 2 );
		if ( words.length && wording.eastAsian.isName( words[ 0 ], view.lexicon.code ) ) {
			return false; // `王建国,1950年…出生`
		}
		return !words.length || ![ words[ 0 ].slice( 0, 2 ), words[ 0 ].slice( 0, 3 ), words[ 0 ].slice( 0, 4 ), words.join( ' ' ) ]
			.some( ( head ) => view.names.isRealName( head, view.page.lang ) );
	}

	/**
	 * Whether nothing but small words, labels or other phrases stands before a phrase in its sentence: `Born in
	 * Hull, living in Leeds` may be the owner's; `Jane Holt, living in Leeds` is not.
	 *
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean}
	 */
	_clipped( start, first ) {
		const view = this.view;
		const lexicon = view.lexicon;
		const block = view.layout.blockAt( first );
		if ( this._beginsClause( start, first ) ) {
			return true;
		}
		if ( block.kind === 'prose' && start > block.start && !this._own( block.start, block.end ) ) {
			if ( !unspaced( view.text[ first ] ) && !lexicon.wording.clauseEnds.has( lexicon.code ) ) {
				return this._isPhrase( block.start, start );
			}
			if ( view.has( Sign.OTHERS, block.start, block.end ) ) {
				return false;
			}
		}
		const time = unspaced( view.text[ first ] ) ? TIME.match( view.folded, start, first ) : null;
		let at = time === null ? start : time.end;
		while ( at < first ) {
			const found = TOKEN.match( view.folded, at, first );
			if ( found === null ) {
				return true;
			}
			const word = found.groups[ 1 ];
			const left = found.end - word.length;
			if ( this.phrases.has( left ) || view.within( Sign.LABEL, Math.max( start, left - 1 ), left + 1 ).some(
				( hit ) => hit.start <= left && claims.COLON.match( view.folded, hit.end ) !== null
			) ) {
				return true;
			}
			if ( unspaced( word[ 0 ] ) ) {
				return !view.text.slice( left, first ).trim() ||
					lexicon.cuts.standsAt( view.folded, left );
			}
			if ( !lexicon.stop.has( word ) && !lexicon.particles.has( word ) && text.isAlpha( word ) ) {
				return false;
			}
			at = found.end;
		}
		return true;
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a value is only the word for any school or firm: `I teach at a college`; not `at UKM`
	 */
	_isCommon( candidate ) {
		const view = this.view;
		const plain = view.lexicon.plain;
		const low = view.folded.slice( candidate.start, candidate.end );
		// An ending is written onto an acronym: MÁV-nál, ELTE-n.
		const shown = view.text.slice( candidate.start, candidate.end ).split( '-' )[ 0 ];
		const isAcronym = shown.toUpperCase() === shown && shown.toLowerCase() !== shown;
		if ( isAcronym || ( plain.school.indexOf( low ) < 0 && plain.org.indexOf( low ) < 0 ) ) {
			return false;
		}
		let at = candidate.end;
		const limit = view.line( candidate.start )[ 1 ];
		while ( at < limit && view.text[ at ] === ' ' ) {
			at++;
		}
		if ( at >= limit ) {
			return true;
		}
		const behind = text.words( view.folded.slice( candidate.end, Math.min( limit, candidate.end + WORD ) ) );
		if ( OPENING.indexOf( view.text[ at ] ) < 0 && view.lexicon.stop.has( behind[ 0 ] || '' ) ) {
			return true; // no name begins with it
		}
		// In scripts without capitals a name may follow that the slot left out.
		const isCased = low[ 0 ].toUpperCase() !== low[ 0 ] || unspaced( low[ 0 ] ) ||
			( low[ 0 ] >= '\uac00' && low[ 0 ] <= '\ud7a3' );
		return OPENING.indexOf( view.text[ at ] ) < 0 &&
			( !text.isAlnum( view.text, at ) || ( isCased && !text.isUpper( view.text, at ) ) );
	}

	/**
	 * @param {number} start
	 * @param {number} first
	 * @param {number} end
	 * @return {boolean} Whether a phrase opens a bracket behind words, in a script without capitals:
	 *  `a poem of … (born 1960 in …)`
	 */
	_isInLife( start, first, end ) {
		const shown = this.view.text;
		const left = Math.max( start, first - 2 ) + shown.slice( Math.max( start, first - 2 ), first ).lastIndexOf( '(' );
		if ( shown[ left ] !== '(' || left >= first || cues.unspaced( shown[ first ] ) ||
			shown[ first ].toUpperCase() !== shown[ first ].toLowerCase() ) {
			return false;
		}
		const from = Math.max( start, left - BRACKET );
		// `"I am clay" — a poem of …`
		const near = from + [ '»', '”', '"', '—' ].map( ( mark ) => shown.slice( from, left ).lastIndexOf( mark ) + 1 )
			.reduce( ( last, at ) => Math.max( last, at ), 0 );
		return shown.slice( near, left ).trim().split( /\s+/ ).length > 1 && !this.view.has( Sign.SELF, near, end );
	}
}

module.exports = { Clauses: Clauses };
