'use strict';

/**
 * Letters that somebody else wrote and the page copies: from `Dear Sir` to `Yours faithfully, Jane Holt`.
 * Lists that explain a template's parameters. bot/detect/ownership/letters.py, sections.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const sections = require( './sections.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const WRITTEN = [ 'prose', 'item', 'cell', 'code' ];
const LONGEST = 12; // lines of a letter
const GREETING = 90; // characters of a line that greets and no more: the letter stands in the next ones
const CLOSING = 40; // characters of a line that closes and no more: the name stands in the next one
const LONG_TABLE = 24; // lines before and after one in which its list is looked at
const NAME_LINE = 40; // characters of a line in which the name that it begins with ends
const PARAMETER = new patterns.Pattern( '\\|[ ]{0,3}([^=|{}\\[\\]<>\\n]{1,24}?)[ ]{0,8}=' );
const EXPLAINING = [ 'item', 'cell', 'term' ];

/** Knows which lines are a letter's, or explain a template. */
class Letters extends sections.Sections {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Set<number>|null} */
		this._letters = null;
		/** @type {Set<string>|null} Parameters of templates that code on the page shows */
		this._parameters = null;
		/** @type {Map<number, number>} Lines of each section that explain parameters */
		this._explained = new Map();
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether that settles it
	 */
	_foreignPost( candidate, block ) {
		if ( this._isInLetter( block ) ) {
			candidate.add( 'in a letter that is copied', this.worth.quote );
			return true;
		}
		return super._foreignPost( candidate, block );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line stands in a letter that greets formally, or greets kin; the owner's own page
	 *  may begin so
	 */
	_isInLetter( block ) {
		if ( this._letters === null ) {
			this._letters = this._findLetters();
		}
		return this._letters.has( block.index ) && this.posts.get( block.index ) !== this.owner;
	}

	/**
	 * @param {Map<string, import('../patterns.js').Pattern>} found
	 * @return {import('../patterns.js').Pattern} That of the page's language
	 */
	_ofLanguage( found ) {
		return found.get( this.view.lexicon.code ) ||
		/** @type {import('../patterns.js').Pattern} */ ( found.get( 'en' ) );
	}

	/**
	 * @return {Set<number>}
	 */
	_findLetters() {
		/** @type {Set<number>} */
		const out = new Set();
		const blocks = this.view.layout.blocks;
		const greets = this._ofLanguage( this.view.lexicon.wording.salutations );
		let first = true;
		for ( let at = 0; at < blocks.length; ) {
			const block = blocks[ at ];
			if ( WRITTEN.indexOf( block.kind ) < 0 ||
				greets.match( this.view.folded, block.start, block.end ) === null ) {
				first = first && ( block.section > 0 || block.kind !== 'prose' );
				at++;
				continue;
			}
			let end = at + 1;
			// The page itself, or what is about the owner, begins so: an open letter to its readers.
			const about = this.section( block.section ) === 'about' && blocks[ at - 1 ].kind === 'heading';
			if ( !( first && !block.section ) && !about ) {
				end = this._letterEnd( at );
				for ( let each = at; each < end; each++ ) {
					out.add( each );
				}
			}
			first = false;
			at = end;
		}
		return out;
	}

	/**
	 * @param {number} first
	 * @return {number} The block behind a letter's last one: where it closes, or where its paragraph or its section
	 *  ends
	 */
	_letterEnd( first ) {
		const blocks = this.view.layout.blocks;
		const closing = this._ofLanguage( this.view.lexicon.wording.closings );
		const begun = blocks[ first ];
		const brief = begun.end - begun.start <= GREETING;
		let end = first + 1;
		let joined = true;
		for ( let at = first + 1; at < Math.min( blocks.length, first + LONGEST ); at++ ) {
			const block = blocks[ at ];
			if ( block.section !== begun.section || this.posts.get( at ) === this.owner || block.kind === 'heading' ||
				( block.kind === 'code' ) !== ( begun.kind === 'code' ) ) {
				break;
			}
			if ( closing.match( this.view.folded, block.start, block.end ) !== null ) {
				const named = block.end - block.start <= CLOSING && at + 1 < blocks.length &&
					blocks[ at + 1 ].section === begun.section;
				return at + 1 + ( named ? 1 : 0 );
			}
			joined = joined && !this._apart( at - 1, at );
			if ( brief || joined ) {
				end = at + 1;
			}
		}
		return end;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line explains a template's parameter: code on the page has it (`| name =`), a list
	 *  says what it is
	 */
	_isDocumented( block ) {
		const view = this.view;
		if ( this._parameters === null ) {
			this._parameters = new Set();
			for ( const each of view.layout.blocks ) {
				const shown = each.kind === 'code' ? PARAMETER.all( view.folded, each.start, each.end ) : [];
				for ( const found of shown ) {
					this._parameters.add( found.groups[ 1 ].trim() );
				}
			}
		}
		if ( this._parameters.size < 2 || EXPLAINING.indexOf( block.kind ) < 0 ) {
			return false;
		}
		let explained = this._explained.get( block.section );
		if ( explained === undefined ) {
			explained = view.layout.blocks.slice(
				Math.max( 0, block.index - LONG_TABLE ), block.index + LONG_TABLE
			).filter( ( each ) => each.section === block.section && EXPLAINING.indexOf( each.kind ) >= 0 &&
				this._explains( each ) ).length;
			this._explained.set( block.section, explained );
		}
		return explained > 1 || this._explains( block );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line begins with a parameter's name
	 */
	_explains( block ) {
		const view = this.view;
		const label = cues.fold( block.label || '' ) || text.partition(
			view.folded.slice( block.start, Math.min( block.end, block.start + NAME_LINE ) ), ':'
		)[ 0 ];
		return this._parameters !== null && this._parameters.has( text.strip( label, " '" ) );
	}
}

module.exports = { Letters: Letters };
