'use strict';

/**
 * Where a firm's or school's name ends: with a legal form (`Ltd`, `GmbH & Co. KG`), before the next name of a series.
 * bot/detect/legalforms.py.
 */

const institutions = require( './institutions.js' );
const patterns = require( './patterns.js' );
const text = require( './text.js' );

/**
 * @typedef {import('./patterns.js').Match} Match
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const NAME_PART = L + "[\\p{L}\\p{N}_'’\\-]{1,24}";
const PARTNERS = new Pattern( ', ' + NAME_PART + '(?: ' + NAME_PART + ')? (' + L + '{1,3}|&) ' + NAME_PART, 'u' );
// `School |in 2012`, `School |from 2001`: a small word and a year are the sentence's
const YEAR = new Pattern( ' ' + L + '{1,6} (?:19|20)[0-9]{2}$', 'u' );
const JOINED = new Pattern( ' (' + L + '{1,3}) (?=[^ ])', 'u' );

/** @type {Map<any, import('./patterns.js').Pattern>} */
const legalForms = new Map();

/**
 * @param {any} shared
 * @return {import('./patterns.js').Pattern} What stands behind an organisation's name: `GmbH & Co. KG`
 */
function legalFormsOf( shared ) {
	let pattern = legalForms.get( shared );
	if ( pattern === undefined ) {
		const forms = shared.legalForms.slice().sort(
			( /** @type {string} */ a, /** @type {string} */ b ) => b.length - a.length
		).map( text.escape );
		pattern = new Pattern( '(?:,? (?:- )?(?:' + forms.join( '|' ) + ')(?![\\p{L}\\p{N}])){1,2}', 'u' );
		legalForms.set( shared, pattern );
	}
	return pattern;
}

/** Knows where a firm's or school's name ends. */
class LegalForms extends institutions.Institutions {
	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a company's legal form stands there
	 */
	hasLegalForm( start, end ) {
		return legalFormsOf( this.lexicon.shared ).search( this.folded, start + 1, end ) !== null;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {number} limit
	 * @return {number} Where an organisation's name ends with what follows it: `, Fuseli e Foscari`, ` S.p.A.`
	 */
	_legal( start, end, limit ) {
		const more = PARTNERS.match( this.text, end, limit );
		if ( more && this._isAnd( more ) && !this.isWhole( start, end ) ) {
			end = more.end;
		}
		const pattern = legalFormsOf( this.lexicon.shared );
		const found = pattern.match( this.folded, end, limit );
		if ( found && !this._isWord( found ) ) {
			return found.end;
		}
		// The run may have taken the form's first letters: `S|.A.`
		let space = this._space( start, end );
		for ( let i = 0; i < 2; i++ ) {
			const form = space > start ? pattern.match( this.folded, space, limit ) : null;
			if ( form && form.end > end ) {
				return form.end;
			}
			space = this._space( start, Math.max( start, space ) );
		}
		return end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {number} Where the last space of [start, end) is; -1 without one
	 */
	_space( start, end ) {
		const at = end > start ? this.text.lastIndexOf( ' ', end - 1 ) : -1;
		return at < start ? -1 : at;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether what stands there is the whole name of a firm or school, and no first partner's
	 */
	isWhole( start, end ) {
		return this.hasLegalForm( start, end ) || this.saysFirm( start, end ) || this.saysSchool( start, end, true );
	}

	/**
	 * @param {Match} found
	 * @return {boolean} Whether its first group is a word for and
	 */
	_isAnd( found ) {
		return this.lexicon.wording.conjunctions.has( found.groups[ 1 ].toLowerCase() );
	}

	/**
	 * @param {Match} form
	 * @return {boolean} Whether a legal form is a small word of the sentence: `Kelp Systems |as a developer`
	 */
	_isWord( form ) {
		const shown = this.text.slice( form.start, form.end ).trim();
		return text.isLower( shown ) && this.lexicon.stop.has( shown );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {number} Where the first name of a run ends that took several: `Kelp Ltd |in Leeds`
	 */
	_firstOf( start, end ) {
		const year = YEAR.search( this.text, start, end );
		if ( year && text.isLower( this.text[ year.start + 1 ] ) ) {
			end = year.start;
		}
		const form = legalFormsOf( this.lexicon.shared ).search( this.folded, start + 1, end );
		if ( form && form.end < end && !this._isWord( form ) &&
			text.isLower( this.text.slice( form.end + 1, form.end + 2 ) ) ) {
			end = form.end;
		}
		for ( const found of JOINED.all( this.text, start, end ) ) {
			const several = this._isAnd( found ) && this.text.slice( start, found.start ).indexOf( ' ' ) >= 0;
			if ( several && this.isWhole( start, found.start ) && this.isWhole( found.end, end ) ) {
				return found.start;
			}
		}
		return end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {number} Where the first town of a run ends that took two: `Whitby |and Leeds`, not `Tyne and Wear`
	 */
	_firstTown( start, end ) {
		if ( this.lexicon.towns.lengthAt( this.folded, start ) === end - start ) {
			return end;
		}
		const and = JOINED.all( this.text, start, end ).filter( ( found ) => this._isAnd( found ) );
		return and.length ? and[ 0 ].start : end;
	}
}

module.exports = { LegalForms: LegalForms };
