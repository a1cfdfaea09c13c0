'use strict';

/** What speaks against a value near it: negation, fiction, examples. bot/detect/ownership. */

const claims = require( './claims.js' );
const cues = require( '../cues.js' );
const signs = require( '../signs.js' );
const subjects = require( './subjects.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../signs.js').Hit} Hit
 * @typedef {import('../view.js').Candidate} Candidate
 */

const Sign = signs.Sign;
const unspaced = cues.unspaced;
const ACCOUNTS = [ 'social_handle', 'messaging_handle' ];
const WRITTEN_TO = claims.SHAPES.concat( 'social_handle', 'messaging_handle' );
const FICTION = 6; // letters of a word for fiction; shorter ones in the list are negations
const NUMBERED = 20; // characters before an identity number in which a negation speaks of it
const NOT_MINE = 10; // characters between a negation and `mine`
const DISCLAIMED = 120; // characters behind a value in which its sentence may say that it is not mine
const CLOSE = 14; // characters between a value and the negation that closes its clause

/** Knows what denies that a value is the owner's. */
class Against extends subjects.Subjects {
	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @param {number} end
	 * @param {number} first Where its phrase begins
	 * @return {string[]} What denies it: a negation, fiction or an example near it; that it is not mine
	 */
	_against( candidate, start, end, first ) {
		const view = this.view;
		const cue = candidate.sort === 'cue';
		let left = Math.max( start, first - 40 );
		for ( const mark of cue ? ';,' : ';' ) {
			left = Math.max( left, text.rfind( view.text, mark, left, first ) );
		}
		if ( claims.SHAPES.indexOf( candidate.type ) >= 0 ) {
			for ( const but of view.lexicon.wording.but.all( view.folded, left, first ) ) {
				left = but.end; // `I don't read this page, but … works`
			}
		}
		const comma = ACCOUNTS.indexOf( candidate.type ) >= 0 ? text.rfind( view.text, ',', left, first ) : -1;
		if ( comma >= 0 &&
			[ Sign.MESSAGING, Sign.SOCIAL ].some( ( what ) => view.has( what, comma, candidate.start ) ) ) {
			left = comma; // `no Threema, but Telegram: …`
		}
		let near = view.within( Sign.AGAINST, left, candidate.start );
		if ( cue ) {
			near = near.concat( view.within( Sign.AGAINST, start, left ).filter(
				( hit ) => hit.end - hit.start >= FICTION && view.opens( start, hit.start )
			) );
		}
		let after = view.within( Sign.AGAINST, candidate.end, Math.min( end, candidate.end + 28 ) )
			.filter( ( hit ) => !this._beginsAnew( candidate.end, hit.start ) || ( !cue && this._isNotMe( hit ) ) );
		if ( candidate.type === 'national_id' ) {
			near = near.filter( ( hit ) => hit.start >= first - NUMBERED )
				.concat( after.filter( ( hit ) => this._disowns( hit, start, end ) ) );
			after = [];
		} else if ( candidate.type === 'ip_address' ) {
			near = near.concat( after.filter( ( hit ) => this._disowns( hit, start, end ) ) )
				.filter( ( hit ) => !this._isLoggedOut( hit ) );
			after = [];
		}
		near = near.concat( after.filter(
			( hit ) => view.folded.slice( hit.start, hit.end ).indexOf( ' ' ) >= 0 ||
				unspaced( view.folded[ hit.start ] ) ||
				( cue && this._isDenied( candidate.end, hit.start ) ) ||
				view.has( Sign.SELF, hit.end, hit.end + 2 ) // `(not me!)`
		) );
		if ( cue && first >= candidate.end ) {
			// Not the phrase's own: `Tangier, she is my town`.
			const others = view.within( Sign.OTHERS, candidate.end, Math.min( end, candidate.end + 20 ) )
				.filter( ( hit ) => hit.start - first > 1 );
			near = near.concat( after, others );
		}
		const written = !cue && WRITTEN_TO.indexOf( candidate.type ) >= 0;
		near = written ? near.concat( this._disclaimed( candidate.end, end ) ) : near;
		near = near.filter( ( hit ) => hit.end <= candidate.start || hit.start >= candidate.end );
		const denied = near.length ? [ 'negation, fiction or example' ] : [];
		return written && near.some( ( hit ) => view.has( Sign.SELF, hit.start, hit.end + 2 ) ) ?
			denied.concat( 'said not to be mine' ) : denied;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {Hit[]} Words behind a value that say it is not the owner's: `… (from the article, it is not mine)`
	 */
	_disclaimed( start, end ) {
		const view = this.view;
		return view.within( Sign.AGAINST, start, Math.min( end, start + DISCLAIMED ) ).filter(
			( hit ) => view.folded.slice( hit.start, hit.end ).indexOf( ' ' ) >= 0 &&
				view.has( Sign.SELF, hit.start, hit.end )
		);
	}

	/**
	 * @param {Hit} hit
	 * @return {boolean} Whether a negation is part of a word for editing without an account: `not logged in`
	 */
	_isLoggedOut( hit ) {
		return this.view.contexts( 'ip_address' ).some( ( each ) => each.start <= hit.start && hit.start < each.end );
	}

	/**
	 * @param {Hit} hit
	 * @return {boolean} Whether a negation says `not me` and its clause ends: `the group's speaker is …, not me!`; not
	 *  `not my office`
	 */
	_isNotMe( hit ) {
		const shown = this.view.text;
		return this.view.within( Sign.SELF, hit.end, hit.end + 2 ).some(
			( own ) => !text.isAlnum( shown.slice( own.end, own.end + 2 ).trim() )
		);
	}

	/**
	 * @param {Hit} hit
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a negation says `not me` or `not mine`, and no vandal or puppet is denied
	 */
	_disowns( hit, start, end ) {
		const beside = unspaced( this.view.folded[ hit.start ] ) ? 0 : 1;
		return this.view.within( Sign.SELF, start, Math.min( end, hit.end + NOT_MINE ) ).some(
			( own ) => own.end + beside >= hit.start
		);
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether another clause begins between: `I'm Ada Holt, and write articles about …`
	 */
	_beginsAnew( start, end ) {
		const between = this.view.folded.slice( start, end );
		return between.indexOf( ',' ) >= 0 || text.words( between ).some( ( word ) => this.view.lexicon.wording.conjunctions.has( word ) );
	}

	/**
	 * @param {number} end
	 * @param {number} negation
	 * @return {boolean} Whether a negation closes a value's clause, where the verb stands last: `من ساکن تهران نیستم`
	 */
	_isDenied( end, negation ) {
		const between = this.view.folded.slice( end, negation );
		return this.view.lexicon.traits.has( 'verb_last' ) && between.length <= CLOSE &&
			!/[.,;:!?،۔।]/.test( between );
	}
}

/**
 * @param {Candidate} candidate
 * @return {boolean} Whether it is an age, a class, or the school beside a class
 */
function isAged( candidate ) {
	return candidate.type === 'age_minor' || candidate.rule.slice( -7 ) === '.beside';
}

/**
 * @param {Candidate} candidate
 * @return {boolean} Whether it is of the kind that lists hold
 */
function isListed( candidate ) {
	return candidate.sort === 'shape' || candidate.sort === 'label' || candidate.type === 'address';
}

/**
 * @param {string} one
 * @param {string|undefined} other
 * @return {string}
 */
function longer( one, other ) {
	return one.length > ( other || '' ).length ? one : other || '';
}

/**
 * @param {Candidate} candidate
 * @param {number} first Where its phrase begins
 * @return {number} Up to where somebody else may be spoken of
 */
function named( candidate, first ) {
	return candidate.rule.slice( 0, 7 ) === 'shared.' ? candidate.start : first;
}

module.exports = { Against: Against, isAged: isAged, isListed: isListed, longer: longer, named: named };
