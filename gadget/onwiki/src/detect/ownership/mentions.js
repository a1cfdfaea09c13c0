'use strict';

/**
 * What is only mentioned: riddles, a play's roles, words in italics, forms that are left to be filled in.
 * bot/detect/ownership/mentions.py.
 */

const grids = require( './grids.js' );
const linked = require( './linked.js' );
const patterns = require( '../patterns.js' );
const regions = require( '../regions.js' );
const signs = require( '../signs.js' );
const terms = require( './terms.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const LINE = linked.LINE; // characters of a line on either side of a value
const BLANK = /…|\.{3}|_{3}|＿{2}|-{4}|[○〇]{2}/;
// Whose letters may be dots and strokes.
const WRITTEN = [ 'email', 'social_handle', 'messaging_handle', 'credential' ];
const SOLVED = /[.?!؟。？！।] ?[(（][^()（）0-9\n]{2,40}[)）]$/; // a riddle's answer behind it
const ANSWER = 60;
const FILLED = [ 'address', 'phone' ]; // what forms are filled with
const FORM = 200; // characters between a name that samples are filled with and what else they hold
const STRUCK = 200; // characters between a tag that strikes out and a value
const STRUCK_OUT = /^(?:[^<]|<(?!\/))*<\/(?:s|del|strike)>/;
const NUMBER = terms.NUMBER;
/** @type {Record<string, string>} */
const FRAMES = { '(': ')', '（': '）', '<': '>', '〈': '〉', '【': '】' };
const ITALIC = [ 2, 5 ]; // apostrophes that begin or end italics
const MORE = 4; // characters in italics beyond a phrase that make it a sentence
const MUCH = 24; // beyond a label and its value
const GERSHAYIM = /([א-ת])"(?=[א-ת](?![א-ת]))/g; // ע"ש: before a word's last letter
const QUOTES = /["“”„«»「『]/;
const MENTIONED = [ 'item', 'cell', 'prose' ];
const BORN = 160; // characters of a phrase that says when and where somebody was born
const LONG_AGO = new patterns.Pattern( '1(?:[5-8][0-9]|90|91(?=[0-5]))[0-9](?![0-9])', '', '0-9' );

/** Knows which words are only mentioned. */
class Mentions extends linked.Linked {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {boolean|null} Whether numbered lines are riddles with their answers */
		this._riddles = null;
		/** @type {number[]|null} Where names stand that samples are filled with */
		this._specimens = null;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {string} section
	 * @param {boolean} checked Whether its own shape proves what it is, wherever it stands
	 * @return {[string, number]|null} Why it is not said of the owner, and what that is worth
	 */
	_mentioned( candidate, block, section, checked ) {
		const first = candidate.cueStart >= 0 ? candidate.cueStart : candidate.start;
		if ( !checked && this._isOfRow( candidate, block, section ) ) {
			return [ "of what a table's row lists", this.worth.sample ];
		}
		if ( candidate.start >= 0 && ( this._isListedLife( block ) || this._isAskedInBold( candidate ) ) ) {
			return [ "a riddle's line, a role's or a reader's question", this.worth.sample ];
		}
		if ( candidate.start >= 0 && isLongAgo( this.view, candidate ) ) {
			return [ 'born too long ago to write here', this.worth.sample ];
		}
		if ( candidate.start >= 0 && this._isOfLinked( candidate, block ) ) {
			return [ 'in a line that begins with what it is about', this.worth.others ];
		}
		if ( block.frame !== null && this.view.lexicon.headings.get( block.frame.name ) === 'sample' ) {
			return [ 'in a template for plays, poems or examples', this.worth.sample ];
		}
		if ( candidate.start >= 0 && this._isOfSpecimen( candidate, block ) ) {
			return [ 'in a sample that is filled in', this.worth.sample ];
		}
		if ( this._isStruck( candidate ) ) {
			return [ 'struck out', this.worth.sample ];
		}
		if ( this._isShownRaw( candidate, first ) || this._isOfComment( candidate, block ) ) {
			return [ 'shown as it is written', this.worth.sample ];
		}
		if ( this._isGloss( candidate, first ) ) {
			return [ 'a phrase that is translated', this.worth.sample ];
		}
		if ( block.kind === 'term' && candidate.rule.slice( 0, 3 ) === 'en.' && this.view.lexicon.code !== 'en' ) {
			return [ 'an English term that is explained', this.worth.sample ];
		}
		if ( this._isBlank( candidate ) ) {
			return [ 'left to be filled in', this.worth.sample ];
		}
		return !checked && this._isItalic( candidate, block, first ) ?
			[ 'in italics, as words that are mentioned', this.worth.quoted ] : null;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line stands in a list of riddles, or is a role's in a play or a story: `;Jane Holt`
	 *  `:…`
	 */
	_isListedLife( block ) {
		if ( block.kind === 'term' ) {
			return this._isAsked( block );
		}
		if ( block.kind !== 'item' ) {
			return false;
		}
		if ( block.label ) {
			return this._isOfRole( block );
		}
		if ( !this._isNumbered( block ) ) {
			return false;
		}
		if ( this._riddles === null ) {
			const shown = this.view.text;
			const numbered = this.view.layout.blocks
				.filter( ( each ) => each.kind === 'item' && this._isNumbered( each ) ).slice( 0, views.MOST );
			const solved = numbered.filter( ( each ) => ')）'.indexOf( shown[ each.end - 1 ] ) >= 0 &&
				SOLVED.test( shown.slice( Math.max( each.start, each.end - ANSWER ), each.end ) ) ).length;
			this._riddles = solved > 1 && solved * 3 >= numbered.length;
		}
		return this._riddles;
	}

	/**
	 * @param {Block} block
	 * @return {boolean}
	 */
	_isNumbered( block ) {
		const page = this.view.page.wikitext;
		const nearest = Math.max( 0, block.at - NUMBER );
		const start = grids.lastOf( page, '\n', nearest, block.at ) + 1;
		return ( start > 0 || nearest === 0 ) && page[ start ] === '#';
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a value is a form's to be filled in: `I am in grade …`, `ul. ........`, `（社の値）`
	 */
	_isBlank( candidate ) {
		if ( candidate.start < 0 || WRITTEN.indexOf( candidate.type ) >= 0 ) {
			return false;
		}
		const shown = this.view.text;
		if ( BLANK.test( shown.slice( candidate.start, candidate.end ) ) ) {
			return true;
		}
		if ( candidate.sort !== 'cue' || candidate.block === null || candidate.block.frame === null ) {
			return false;
		}
		const closing = candidate.start > 0 ? FRAMES[ shown[ candidate.start - 1 ] ] : undefined;
		return closing !== undefined && shown[ candidate.end ] === closing;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether a form or a sample that is filled in goes on with it: `Name: Max Mustermann`,
	 *  `Born: 1 January …`
	 */
	_isOfSpecimen( candidate, block ) {
		const view = this.view;
		if ( this._specimens === null ) {
			/** @type {number[]} */
			const found = [];
			view.folded.replace( view.lexicon.wording.specimens, ( name, /** @type {number} */ place ) => {
				if ( found.length < views.MOST ) {
					found.push( place );
				}
				return name;
			} );
			this._specimens = found;
		}
		const at = this._specimens[ regions.bisectRight( this._specimens, candidate.end - 1 ) - 1 ];
		return ( candidate.sort !== 'shape' || FILLED.indexOf( candidate.type ) >= 0 ) && at !== undefined && candidate.start - at <= FORM &&
			view.layout.blockAt( at ).section === block.section;
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether what is said was struck out: it is not, or no longer, so
	 */
	_isStruck( candidate ) {
		if ( candidate.sort !== 'cue' || candidate.span === null ) {
			return false;
		}
		const page = this.view.page.wikitext;
		const left = candidate.span[ 0 ];
		const right = candidate.span[ 1 ];
		const start = Math.max.apply( null, [ '<s>', '<del>', '<strike>' ].map(
			( tag ) => grids.lastOf( page, tag, Math.max( 0, left - STRUCK ), left )
		) );
		return start >= 0 && page.slice( start, left ).indexOf( '</' ) < 0 &&
			STRUCK_OUT.test( page.slice( right, right + STRUCK ) );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {number} first Where its phrase begins
	 * @return {boolean} Whether a sentence in italics holds it: words that are mentioned; an owner's whole paragraph
	 *  may be so
	 */
	_isItalic( candidate, block, first ) {
		if ( MENTIONED.indexOf( block.kind ) < 0 || candidate.span === null || block.frame !== null ) {
			return false;
		}
		const page = this.view.page.wikitext;
		const left = candidate.span[ 0 ];
		const right = candidate.span[ 1 ];
		if ( page.slice( right, right + LINE ).indexOf( "''" ) < 0 ) {
			return false;
		}
		const start = Math.max( grids.lastOf( page, '\n', Math.max( 0, left - LINE ), left ) + 1, left - LINE );
		const newline = page.slice( right, right + LINE ).indexOf( '\n' );
		const stop = newline < 0 ? Math.min( page.length, right + LINE ) : right + newline;
		const begin = first < candidate.start ? this.view.layout.span( first, first + 1 )[ 0 ] : left;
		const runs = /'+/g;
		const line = page.slice( start, stop );
		let opened = -1;
		for ( let run = runs.exec( line ); run; run = runs.exec( line ) ) {
			if ( ITALIC.indexOf( run[ 0 ].length ) < 0 ) {
				continue;
			}
			const at = start + run.index;
			const end = at + run[ 0 ].length;
			if ( opened >= 0 && opened <= begin && right <= at ) {
				const more = at - opened - ( right - Math.min( begin, left ) );
				if ( block.kind !== 'prose' ) {
					return candidate.sort === 'cue' || more >= MUCH;
				}
				const spoken = end + 2 >= stop && opened - 4 <= start &&
					this.view.has( signs.Sign.SELF, block.start, block.end );
				return more >= ( candidate.sort === 'cue' ? MORE : MUCH ) && !spoken;
			}
			opened = opened < 0 ? end : -1;
		}
		return false;
	}
}

/**
 * @param {View} view
 * @param {Candidate} candidate
 * @return {boolean} Whether somebody was born then who cannot write here: an article's subject. Other calendars count
 *  beyond.
 */
function isLongAgo( view, candidate ) {
	const dated = candidate.type === 'birth_date';
	if ( !dated && candidate.rule.slice( -6 ) !== '.place' ) {
		return false;
	}
	const first = Math.max( dated ? candidate.start : candidate.cueStart, candidate.end - BORN, 0 );
	return LONG_AGO.search( view.folded, first, candidate.end ) !== null;
}

/**
 * @param {View} view
 * @return {Array<[number, number]>} What stands inside quotation marks; a mark inside a Hebrew abbreviation is none
 */
function quotesOf( view ) {
	const page = view.lexicon.code === 'he' ? view.text.replace( GERSHAYIM, '$1״' ) : view.text;
	const found = QUOTES.test( page ) ? views.QUOTED.all( page ) : [];
	return found.map( ( each ) => [ each.start + 1, each.end - 1 ] );
}

module.exports = { Mentions: Mentions, quotesOf: quotesOf };
