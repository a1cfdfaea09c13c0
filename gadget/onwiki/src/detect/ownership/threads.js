'use strict';

/**
 * Conversations: who wrote the lines that nobody signed, by what they are indented below.
 * bot/detect/ownership/threads.py.
 */

const posts = require( './posts.js' );
const regions = require( '../regions.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Sign = signs.Sign;
const SIGNATURE = 120; // characters from a signature's link to the end of its line
const SIGNING = /(?:^|[\n.!?。！？।\-–—―~)）”"*:#])$/; // what stands before a signature, not before a mention
const QUOTED_LINE = 2000; // characters of a line whose quotations are looked at
const QUESTION = 400; // characters of a question in bold letters before and behind a value
const TOLD = [ 'real_name', 'location', 'employer', 'school', 'birth_date', 'age_minor' ];

/** Knows who speaks in a conversation. */
class Threads extends posts.Posts {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Set<number>} Sections in which others signed */
		this.talked = new Set();
		this.posts.forEach( ( signer, index ) => {
			if ( signer !== this.owner ) {
				this.talked.add( view.layout.blocks[ index ].section );
			}
		} );
		this.answers = this._answers();
		this.answered = this._answered();
		/** @type {Array<[number, number]>} What stands in quotation marks, in order */
		this.quotes = [];
		/** @type {number[]} */
		this._quoteStarts = [];
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether somebody says `I` there outside quotation marks: not `;Jane Holt` `:cook; "I am from
	 *  Hull"`
	 */
	_saysI( start, end ) {
		const view = this.view;
		const either = view.lexicon.wording.eitherPerson.get( view.lexicon.code );
		if ( end - start > QUOTED_LINE ) {
			return view.has( Sign.SELF, start, end );
		}
		return view.within( Sign.SELF, start, end ).some( ( hit ) => {
			const at = regions.bisectRight( this._quoteStarts, hit.start );
			return ( !at || this.quotes[ at - 1 ][ 1 ] <= hit.start ) &&
				( either === undefined || either.match( view.folded, hit.start ) === null );
		} );
	}

	/**
	 * @param {Block} block
	 * @param {number} start Where the sentence begins
	 * @param {number} first Where the phrase begins
	 * @return {boolean} Whether a phrase's verb reads as `I` and as `she`, behind words that spoke of somebody else or
	 *  of nobody: `He was a carver. Morava na Rua Direita.`
	 */
	_isOfEither( block, start, first ) {
		const view = this.view;
		const either = view.lexicon.wording.eitherPerson.get( view.lexicon.code );
		if ( either === undefined || first - block.start > QUOTED_LINE ||
			either.match( view.folded, first ) === null ) {
			return false;
		}
		const others = view.within( Sign.OTHERS, start, first );
		if ( others.length ) {
			return !this._saysI( others[ others.length - 1 ].end, first );
		}
		return !view.opens( block.start, first ) && !this._saysI( block.start, block.end );
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether it stands in a question in bold letters that its line answers:
	 *  `'''I am from Hull. May I?''' Yes.`
	 */
	_isAskedInBold( candidate ) {
		if ( candidate.sort !== 'cue' || candidate.span === null ) {
			return false;
		}
		const page = this.view.page.wikitext;
		const left = candidate.span[ 0 ];
		const right = candidate.span[ 1 ];
		const near = page.slice( Math.max( 0, left - QUESTION ), left );
		const line = near.slice( near.lastIndexOf( '\n' ) + 1 );
		const opened = line.indexOf( "'''" );
		const closed = page.slice( right, right + QUESTION ).indexOf( "'''" );
		if ( opened < 0 || closed < 0 || /[^*#:; ]/.test( line.slice( 0, opened ) ) ||
			line.indexOf( "'''", opened + 3 ) >= 0 ) {
			return false;
		}
		const asked = line.slice( opened ) + page.slice( left, right + closed );
		const behind = right + closed + 3;
		const answer = page.slice( behind, behind + QUESTION ).split( '\n' )[ 0 ];
		return asked.indexOf( '\n' ) < 0 && /[?…]|\.\.\./.test( asked ) && text.any( answer, text.isAlpha );
	}

	/**
	 * @return {Map<number, boolean>} Lines without a signature, one step below a post: whether the owner answers
	 *  somebody else there, or is answered
	 */
	_answers() {
		/** @type {Map<number, boolean>} */
		const out = new Map();
		/** @type {Array<boolean|null>} By how deep a line is indented: whether the owner speaks */
		let speakers = [];
		let section = -1;
		for ( const block of this.talked.size ? this.view.layout.blocks : [] ) {
			if ( posts.LINES.indexOf( block.kind ) < 0 || !this.talked.has( block.section ) ) {
				continue;
			}
			if ( block.section !== section ) {
				section = block.section;
				speakers = [];
			}
			const depth = this._depth( block.index );
			const signer = this.posts.get( block.index );
			const above = depth > 0 && speakers.length >= depth ? speakers[ depth - 1 ] : null;
			/** @type {boolean|null} */
			let speaker = null;
			if ( signer !== undefined ) {
				speaker = signer === this.owner;
			} else if ( above !== null ) {
				speaker = !above;
				out.set( block.index, speaker );
			}
			speakers.length = Math.min( speakers.length, depth );
			while ( speakers.length < depth ) {
				speakers.push( null );
			}
			speakers.push( speaker );
		}
		return out;
	}

	/**
	 * @return {Set<number>} Lines without a signature right above the owner's signed answer, one step below: somebody
	 *  else's
	 */
	_answered() {
		/** @type {Set<number>} */
		const out = new Set();
		const blocks = this.view.layout.blocks;
		this.posts.forEach( ( signer, index ) => {
			const depth = this._depth( index );
			if ( signer !== this.owner || !depth ) {
				return;
			}
			for ( let at = index - 1; at > 0 && !this.posts.has( at ); at-- ) {
				const block = blocks[ at ];
				if ( !block.section || block.section !== blocks[ index ].section ||
					posts.LINES.indexOf( block.kind ) < 0 || this._depth( at ) !== depth - 1 ||
					( at + 1 !== index && this._apart( at, at + 1 ) ) ) {
					break;
				}
				out.add( at );
			}
		} );
		return out;
	}

	/**
	 * What another person can be spoken of with must come with an `I` in its sentence.
	 *
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether the owner says it in a conversation: neither its heading nor a missing signature
	 *  speaks against it
	 */
	_inTalk( candidate, block ) {
		if ( !this.talked.has( block.section ) || candidate.start < 0 ) {
			return false;
		}
		if ( this.posts.get( block.index ) !== this.owner && this.answers.get( block.index ) !== true ) {
			return false;
		}
		const sentence = this.view.sentence( candidate.start );
		return TOLD.indexOf( candidate.type ) < 0 || this.view.has( Sign.SELF, sentence[ 0 ], sentence[ 1 ] );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether an indented line stands below a post that somebody else signed
	 */
	_inThread( block ) {
		if ( this.pageKind !== 'main' || !this._isIndented( block ) || !block.index ) {
			return false;
		}
		const blocks = this.view.layout.blocks;
		let at = block.index - 1;
		const first = block.index - posts.TURNS;
		while ( at > Math.max( 0, first ) && !this.posts.has( at ) && this._isIndented( blocks[ at ] ) ) {
			at--;
		}
		const signer = this.posts.get( at );
		return blocks[ at ].section === block.section && signer !== undefined && signer !== this.owner;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether that settles it
	 */
	_foreignPost( candidate, block ) {
		const view = this.view;
		const signer = this.posts.get( block.index );
		if ( signer !== undefined && signer !== this.owner ) {
			candidate.add( 'signed by somebody else', this.worth.foreign_post );
			return true;
		}
		if ( signer !== undefined ) {
			return false;
		}
		if ( this.listed.has( block.index ) && candidate.sort !== 'box' ) {
			candidate.add( 'in a line that begins with another account', this.worth.foreign_post );
			return true;
		}
		if ( this.answered.has( block.index ) ) {
			candidate.add( 'answered by the owner', this.worth.foreign_post );
			return true;
		}
		const link = this.named.get( block.index );
		if ( candidate.span !== null && candidate.span[ 1 ] <= ( link === undefined ? -1 : link ) ) {
			const end = view.layout.span( block.start, block.end )[ 1 ];
			const at = /** @type {number} */ ( link );
			const before = view.page.wikitext.slice( Math.max( 0, at - 24 ), at ).replace( /[ '<>(（]+$/, '' );
			if ( end - at <= SIGNATURE && SIGNING.test( before ) ) { // signed without a date
				candidate.add( 'signed by somebody else', this.worth.foreign_post );
				return true;
			}
		}
		const beside = candidate.sort !== 'box' && link !== undefined;
		// Up to where I may be said; what a shape proves may be claimed behind it: `the edits from … were mine`.
		const heard = beside && candidate.start >= 0 && posts.CHECKED.indexOf( candidate.type ) >= 0 ?
			view.sentence( candidate.start )[ 1 ] : candidate.start;
		if ( beside && !view.has( Sign.SELF, block.start, Math.max( block.start, heard ) ) ) {
			candidate.add( 'beside another account', this.worth.others );
		}
		if ( this.pageKind === 'archive' ) {
			candidate.add( 'archive', this.worth.foreign_post );
			return true;
		}
		if ( this._inTalk( candidate, block ) ) {
			return false;
		}
		if ( this.answers.get( block.index ) === false && posts.CHECKED.indexOf( candidate.type ) < 0 ) {
			candidate.add( "answers the owner's post", this.worth.others );
			return false;
		}
		if ( posts.CHECKED.indexOf( candidate.type ) < 0 && !view.has( Sign.SELF, block.start, block.end ) &&
			this._inThread( block ) ) {
			candidate.add( "unsigned below somebody else's post", this.worth.unsigned_post );
		}
		if ( this.pageKind === 'talk' && block.section > 0 ) {
			candidate.add( 'unsigned on a talk page', this.worth.unsigned_post );
		}
		return false;
	}
}

module.exports = { Threads: Threads };
