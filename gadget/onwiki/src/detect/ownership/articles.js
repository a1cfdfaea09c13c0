'use strict';

/**
 * Articles in the making on a user page, and whom links name: what is said there is said of them.
 * bot/detect/ownership/articles.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const posts = require( './posts.js' );
const regions = require( '../regions.js' );
const signatures = require( './signatures.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const topics = require( './topics.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').View} View
 */

const Sign = signs.Sign;
const LINE_BEGINS = 12; // characters of markup between a line's beginning and its text
const LEAD = 420; // characters of a line in which a lead ends
const BELOW = 8; // blocks below a lead that go on with it
const AFTER_BOX = 40; // blocks of a box before the lead
const MOST = 400; // links that are looked at
const TARGET = /[_ ]?[(（][^()（）]{1,40}[)）]$/;
const DATED = new patterns.Pattern( '([^\\n(（]{2,40}?) ?[(（][^()（）\\n]{0,60}?[0-9]{4}[^()（）\\n]{0,60}[)）]' );
const BOLD_LABEL = /^'{3}[^'\n]{1,60}'{3} {1,3}(?=[^ (（\n])/; // `'''住处''' 泉州`
const BOLD = /^[*#:; ]{0,8}'{3}([^'\n]{1,60})'{3}/;
const PART = 6; // characters behind a name in which it is said what of it is meant: `[[…]]の誕生日`

/** Knows which lines are an article's, and where a link says of whom the next sentences speak. */
class Articles extends topics.Topics {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Map<number, boolean>} */
		this._leads = new Map();
		/** @type {Map<number, number[]>|null} */
		this._linked = null;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a paragraph is on somebody or something else, as an article is
	 */
	_isBiography( block ) {
		return ( ( block.marks & regions.Mark.BIOGRAPHY ) !== 0 && !this._isOnlyBold( block ) &&
			!this._isBoldLabel( block ) ) || super._isBiography( block ) || this._belowLead( block );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether bold words that begin a line are a label or the owner's name, and no article's subject
	 */
	_isOnlyBold( block ) {
		const view = this.view;
		const begin = view.lexicon.traits.has( 'east_asian' ) ? this._begin( block ) : -1;
		const line = begin < 0 ? '' : view.page.wikitext.slice( begin, begin + LEAD );
		return BOLD_LABEL.test( line ) || ( begin >= 0 &&
			view.lexicon.wording.articleIs.get( view.lexicon.code ).test( line ) && !this._isLead( block ) );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether bold words that begin a line are a label, or say I: `'''E-mail''' (seldom read): …`
	 */
	_isBoldLabel( block ) {
		const view = this.view;
		const begin = this._begin( block );
		const found = begin < 0 ? null : BOLD.exec( view.page.wikitext.slice( begin, begin + LEAD ) );
		if ( found === null ) {
			return false;
		}
		const end = block.start + found[ 1 ].length;
		const named = view.within( Sign.LABEL, block.start, end ).concat(
			view.within( Sign.CONTEXT, block.start, end ) );
		return view.has( Sign.SELF, block.start, end ) ||
			named.some( ( hit ) => ( hit.end - hit.start ) * 2 >= end - block.start );
	}

	/**
	 * @param {Block} block
	 * @return {number} Where the line of a block begins in the wikitext; -1 where that is far off
	 */
	_begin( block ) {
		const nearest = Math.max( 0, block.at - LINE_BEGINS );
		const found = this.view.page.wikitext.slice( nearest, block.at ).lastIndexOf( '\n' );
		return found < 0 && nearest ? -1 : nearest + found + 1;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line is an article's: its lead, a paragraph below it, the box above it
	 */
	_belowLead( block ) {
		if ( this._isLead( block ) ) {
			return true;
		}
		const blocks = this.view.layout.blocks;
		if ( block.frame !== null ) {
			// The mark that a box leaves is one character.
			const near = block.frame.sortOf ? [] : blocks.slice( block.index + 1, block.index + AFTER_BOX );
			const after = near.find( ( each ) => each.frame === null && each.end - each.start > 1 );
			return after !== undefined && this._isLead( after );
		}
		if ( posts.LINES.indexOf( block.kind ) < 0 || block.label || !block.section || this.posts.has( block.index ) ) {
			return false;
		}
		for ( let at = block.index - 1; at > Math.max( -1, block.index - BELOW ); at-- ) {
			const each = blocks[ at ];
			if ( each.section !== block.section || this.posts.has( at ) ) {
				return false;
			}
			if ( this._isLead( each ) ) {
				return true;
			}
			if ( this.view.has( Sign.SELF, each.start, each.end ) ) {
				return false;
			}
		}
		return false;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line begins as an article does: `'''Hull''' is a town`, `'''山田川'''（やまだがわ）は`
	 */
	_isLead( block ) {
		let known = this._leads.get( block.index );
		if ( known === undefined ) {
			known = ( posts.LINES.indexOf( block.kind ) >= 0 && this._leadsOff( block ) ) || this._tellsOf( block );
			this._leads.set( block.index, known );
		}
		return known;
	}

	/**
	 * @param {Block} block
	 * @return {boolean}
	 */
	_leadsOff( block ) {
		const view = this.view;
		const page = view.page.wikitext;
		const wording = view.lexicon.wording;
		const lead = wording.articleIs.get( view.lexicon.code );
		const begin = this._begin( block );
		if ( lead === undefined || begin < 0 ) {
			return false;
		}
		const found = lead.exec( page.slice( begin, begin + LEAD ) );
		if ( found === null ) {
			return false;
		}
		const name = text.strip( cues.fold( found[ 1 ] ), ' ' );
		const shown = block.start + Math.min( block.end - block.start, found[ 0 ].length );
		if ( !name || ( this.owner && name.indexOf( this.owner ) >= 0 ) || view.has( Sign.SELF, block.start, shown ) ||
			this.introduced.some( ( at ) => block.start <= at && at < shown ) ) {
			return false;
		}
		const labels = view.within( Sign.LABEL, block.start, block.start + name.length );
		if ( view.lexicon.labels.has( name ) || labels.some( ( hit ) => ( hit.end - hit.start ) * 2 >= name.length ) ) {
			return false; // `'''生日'''是5月3日`
		}
		const sentence = view.sentence( block.start );
		const last = text.rstrip( view.folded.slice( sentence[ 0 ], sentence[ 1 ] ), ' .。!！~' );
		if ( ( wording.polite.get( view.lexicon.code ) || [] ).some( ( end ) => last.endsWith( end ) ) ) {
			return false; // `'''みかん'''は京都に住んでいます。`: no article speaks so
		}
		return !wording.wiki.test( view.folded.slice( sentence[ 0 ], sentence[ 1 ] ) ) &&
			!view.has( Sign.THING, sentence[ 0 ], sentence[ 1 ] ); // `'''Heron''' is an editor of Wikipedia`
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a table's cell begins with a name, its dates in brackets and what makes it a subject:
	 *  `陽子（1968年 - ）は`
	 */
	_tellsOf( block ) {
		const view = this.view;
		const found = block.kind === 'cell' ? DATED.match( view.text, block.start, block.end ) : null;
		const behind = view.lexicon.wording.behindName.get( view.lexicon.code );
		return found !== null && behind !== undefined && behind.match( view.text, found.end, block.end ) !== null &&
			!view.has( Sign.SELF, block.start, found.end ) && cues.fold( found.groups[ 1 ] ).indexOf( this.owner ) < 0;
	}

	/**
	 * @param {number} start
	 * @param {number} first
	 * @return {boolean} Whether the text before a phrase spoke of somebody else last, also by a link
	 */
	_carried( start, first ) {
		if ( super._carried( start, first ) ) {
			return true;
		}
		if ( !this.view.lexicon.traits.has( 'east_asian' ) ) {
			return false;
		}
		const ends = this._links().get( this.view.layout.blockAt( start ).index ) || [];
		const last = ends.reduce( ( at, end ) => start <= end && end <= first ? Math.max( at, end ) : at, -1 );
		return last >= 0 && !this._selves( start, first + 1 ).some( ( hit ) => hit.start >= last );
	}

	/**
	 * @return {Map<number, number[]>} A block's index, and where links end in it that say of whom the sentences behind
	 *  them speak
	 */
	_links() {
		if ( this._linked === null ) {
			const linked = this._linked = new Map();
			for ( const link of this.view.layout.links.slice( 0, MOST ) ) {
				const person = link.target.indexOf( ':' ) < 0 && this._isPerson( link.target.replace( TARGET, '' ) );
				const index = person || this.view.lexicon.isUser( link.target ) ?
					this.view.layout.indexOf( link.start ) : -1;
				const end = index < 0 ? 0 : this._subject( link, index, person );
				if ( end ) {
					linked.set( index, ( linked.get( index ) || [] ).concat( end ) );
				}
			}
		}
		return this._linked;
	}

	/**
	 * Python's asks the lists of names too.
	 *
	 * @param {string} name
	 * @return {boolean}
	 */
	_isPerson( name ) {
		const lexicon = this.view.lexicon;
		return lexicon.wording.eastAsian.isPerson( name, lexicon.code ) || /[・·]/.test( name );
	}

	/**
	 * @param {{start: number, end: number, target: string}} link
	 * @param {number} index Of the block that holds it
	 * @param {boolean} person
	 * @return {number} Where a link's name ends in its line, where it is what the line speaks of; else 0
	 */
	_subject( link, index, person ) {
		const view = this.view;
		const block = view.layout.blocks[ index ];
		const parts = text.strip( view.page.wikitext.slice( link.start, link.end ), '[]' ).split( '|' );
		const name = text.strip( parts.slice( 1 ).join( '|' ) || parts[ 0 ], ' ' );
		const found = name ? view.text.slice( block.start, block.end ).indexOf( name ) : -1;
		if ( found < 0 || signatures.userOf( link.target ) === this.owner ) {
			return 0;
		}
		const at = block.start + found;
		const end = at + name.length;
		const behind = view.lexicon.wording.behindName.get( view.lexicon.code );
		if ( behind !== undefined && behind.match( view.text, end, block.end ) !== null ) {
			return end;
		}
		const sentence = view.sentence( at );
		if ( person ) {
			return view.has( Sign.THING, end, sentence[ 1 ] ) ||
				view.has( Sign.LABEL, end, Math.min( sentence[ 1 ], end + PART ) ) ? end : 0;
		}
		const opens = view.opens( sentence[ 0 ], at );
		return opens && view.lexicon.code === 'zh' && text.isAlnum( view.text[ end ] || '' ) ? end : 0;
	}
}

module.exports = { Articles: Articles };
