'use strict';

/**
 * Lines and brackets that speak of what they name first: an article, a person in bold letters; what is shown as it is
 * written. bot/detect/ownership/mentions.py.
 */

const cues = require( '../cues.js' );
const grids = require( './grids.js' );
const signs = require( '../signs.js' );
const terms = require( './terms.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 */

const DESCRIBED = [ 'real_name', 'location', 'employer', 'school', 'address', 'birth_date', 'age_minor' ];
// `* [[Jane Holt]] (poet) – …`: a list's line or a cell, a link, what is said of it.
const LINKED = new RegExp(
	'^[*#:;]* {0,2}(?:\'{2,5}|[«"„“])?\\[\\[[^\\[\\]\\n]{1,160}\\]\\](?:\'{2,5}|[»"“”])? {0,2}' +
	'(?:\\([^()\\n]{0,90}\\) {0,2})?[-–—:：,，,;；(]'
);
// `* '''Jane Holt''' – …`; a colon would make it a label.
const BOLD = /^[*#]+ {0,2}'''([^'\n]{3,60})''' {0,2}(?:\([^()\n]{0,90}\) {0,2})?[-–—,，،、;；(（]/;
const LINK = terms.LINK;
const GLOSSED = 16; // characters before a phrase in which a sign says that it translates
const GLOSS = /[»”“"'] *[=→≈]$/;
const GLOSS_QUOTED = /[=→≈] *[«„“"][^»”“"]*$/; // `born on → «born on 3 May»`
// `"I live in Hull, I am ten" = abito a Hull, ho dieci anni`
const TRANSLATED = /[»”“"] ?[=→≈] ?[^"«„“»”]*$/;
const ITALIC_GLOSS = /''+ ?[=≈→] ?[‘’‚'"„“”]?(?:[^\s0-9.,;:!?]{1,4} )?$/; // `''ma elan Tartus'' = ’asun Tartossa’`
const SINGLE_LOW = /‚[^‚‘’\n]*$/; // dt. ‚Ich heiße Hinnerk und wohne in Husum‘
const TRANSLATION = 160; // characters of such a translation
const RAW = 80; // characters between a tag and a phrase that begins in it
const BRACKET = 60; // characters between a bracket and the value in it
const LINE = 1200; // characters of a line on either side of a value

/** Knows of whom or what a line speaks that begins with it. */
class Linked extends terms.Terms {
	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether a list's line begins with an article and speaks of it: `* [[Jane Holt]], lived in …`
	 */
	_isOfLinked( candidate, block ) {
		if ( candidate.sort === 'label' || candidate.span === null ) {
			return false;
		}
		const described = DESCRIBED.indexOf( candidate.type ) >= 0;
		if ( described && this._isBehindLink( candidate.span[ 0 ], block ) ) {
			return true;
		}
		const start = this._beginning( block );
		if ( start < 0 ) {
			return false;
		}
		const line = this.view.page.wikitext.slice( start, start + 2 * LINK );
		let named = described ? LINKED.exec( line ) : null;
		if ( named === null ) {
			named = BOLD.exec( line.slice( 0, LINK ) );
			if ( named !== null && !this._isSomebody( named[ 1 ] ) ) {
				return false;
			}
		}
		// What the owner says of themselves in the next sentence makes the article's life not theirs.
		return named !== null && candidate.span[ 0 ] >= start + named[ 0 ].length &&
			!this._saysI( block.start, this.view.sentence( candidate.start )[ 1 ] );
	}

	/**
	 * @param {Block} block
	 * @return {number} Where a cell or a list's line begins in the wikitext; -1 where it is neither, or far off
	 */
	_beginning( block ) {
		if ( block.kind !== 'item' ) {
			return block.kind === 'cell' ? block.at : -1;
		}
		const near = this.view.page.wikitext.slice( Math.max( 0, block.at - LINK ), block.at );
		if ( near.indexOf( '\n' ) < 0 && block.at > LINK ) {
			return -1;
		}
		return block.at - near.length + near.lastIndexOf( '\n' ) + 1;
	}

	/**
	 * @param {number} left Where a value begins
	 * @param {Block} block
	 * @return {boolean} Whether it stands in brackets right behind a link: `[[Jane Holt]] (born 3 May 1960 in Hull)`
	 */
	_isBehindLink( left, block ) {
		const page = this.view.page.wikitext;
		const bracket = Math.max.apply( null, [ '(', '（' ].map(
			( mark ) => grids.lastOf( page, mark, Math.max( 0, left - BRACKET ), left )
		) );
		if ( bracket < 2 || /[)）]/.test( page.slice( bracket, left ) ) ) {
			return false;
		}
		const before = text.rstrip( page.slice( Math.max( 0, bracket - 8 ), bracket ), " '" );
		return before.slice( -2 ) === ']]' && !this.view.has( signs.Sign.SELF, block.start, block.end );
	}

	/**
	 * @param {string} name
	 * @return {boolean} Whether bold words are somebody's name, not the owner's, and no label
	 */
	_isSomebody( name ) {
		const first = Array.from( name )[ 0 ];
		if ( first.toUpperCase() !== first.toLowerCase() ) {
			return this._namesAnother( name );
		}
		return name.trim().indexOf( ' ' ) >= 0 && cues.fold( name ).indexOf( this.owner ) < 0 && !this._saysWhat( name );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} first Where its phrase begins
	 * @return {boolean} Whether a phrase translates another one in a list of words: `« demori a Hull » = I live in …`
	 */
	_isGloss( candidate, first ) {
		if ( candidate.start < 0 || // no place in the visible text
			( candidate.sort !== 'cue' && candidate.sort !== 'label' && candidate.type !== 'address' ) ) {
			return false;
		}
		const floor = Math.max( this.view.line( candidate.start )[ 0 ], candidate.start - TRANSLATION );
		if ( DESCRIBED.indexOf( candidate.type ) >= 0 &&
			TRANSLATED.test( this.view.text.slice( floor, candidate.start ) ) ) {
			return true;
		}
		const at = candidate.sort === 'cue' ? first : candidate.start;
		const before = this.view.text.slice( Math.max( this.view.line( at )[ 0 ], at - GLOSSED ), at );
		if ( candidate.sort === 'cue' ) {
			const begin = this.view.layout.span( at, at + 1 )[ 0 ];
			if ( ITALIC_GLOSS.test( this.view.page.wikitext.slice( Math.max( 0, begin - GLOSSED ), begin ) ) ||
				SINGLE_LOW.test( this.view.text.slice( floor, candidate.start ) ) ) {
				return true;
			}
		}
		return GLOSS_QUOTED.test( before ) ||
			( candidate.sort === 'cue' && GLOSS.test( text.rstrip( before, ' \'"«„“' ) ) );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} first
	 * @return {boolean} Whether a whole sentence stands in <nowiki>, as an example does; an address alone is hidden
	 *  from machines
	 */
	_isShownRaw( candidate, first ) {
		const page = this.view.page.wikitext;
		if ( candidate.sort !== 'cue' || candidate.span === null ) {
			return false;
		}
		const begin = Math.min( candidate.span[ 0 ], this.view.layout.span( first, first + 1 )[ 0 ] );
		const opened = grids.lastOf( page, '<nowiki', Math.max( 0, begin - RAW ), begin );
		return opened >= 0 && page.slice( opened, candidate.span[ 1 ] ).indexOf( '</nowiki' ) < 0;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether a comment keeps a box that was taken out: `<!-- {{Infobox person|name=… -->`
	 */
	_isOfComment( candidate, block ) {
		if ( block.kind !== 'comment' ) {
			return false;
		}
		const before = this.view.text.slice( Math.max( block.start, candidate.start - LINE ), candidate.start );
		return before.split( '{{' ).length > before.split( '}}' ).length && before.indexOf( '|' ) >= 0;
	}
}

module.exports = { LINE: LINE, Linked: Linked };
