'use strict';

/**
 * Posts and other people's words: who signed a line, who speaks in a dialogue, whose letter is copied.
 * bot/detect/ownership/posts.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signatures = require( './signatures.js' );
const signs = require( '../signs.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').View} View
 */
const Sign = signs.Sign;
const CHECKED = [ 'national_id', 'payment', 'credential', 'ip_address' ]; // their own shape proves what they are
const LINES = [ 'prose', 'item' ];
const GREETING = 9; // words of a letter's first line
const HEADING_WORDS = 3; // `Contact details:` heads a list, a longer line without `I` introduces somebody's words
const LINE = 160; // characters from the beginning of a line to the first that is seen
const DEEPEST = 20; // colons that are counted
const LETTER = 2; // letters of a speaker's sign (`A:`, `Q1:`), which need not recur
const TURNS = 3; // lines before and after one in which a dialogue's other speaker is looked for
const DASH = '—';
const ASKS = '?？؟';
const ENDS = ASKS + '.!…。！।,;';
// A letter, or a vowel sign of the Indic scripts and Thai.
const L = '[\\p{L}\\p{Nl}\\p{No}\\u0900-\\u0963\\u0981-\\u09d7\\u0a01-\\u0a5e\\u0a81-\\u0ae3\\u0b01-\\u0b63\\u0b82-\\u0bd7' +
	'\\u0c00-\\u0c63\\u0c81-\\u0ce3\\u0d00-\\u0d63\\u0e30-\\u0e4e]';
const SPEAKER = new patterns.Pattern(
	'\\s*(?:([—–―]|- |„|“|«|「|『|»)[^\\n]{3}|([\\p{L}\\p{Nl}\\p{No}]|[QAFRPVВО]\\p{Nd}?|' + L + '{2,12}' +
	'(?:\\.? ' + L + '{2,14}){0,2})' +
	'[:：](?!//) ?[^\\s\\p{Nd}]|((?:(?![a-z])[\\p{L}\\p{Nl}\\p{No}]){3,16}) ?[.:–—-] )', 'u'
);
const LEAD = new patterns.Pattern( '([\\p{L}\\p{Nl}\\p{No}][^:\\n.!?]{1,22}) ?[:：]', 'u' ); // what a line says it is
const ANSWERED = new patterns.Pattern(
	'[\\p{L}\\p{Nl}\\p{No}]\\p{Nd}? ?[:：] [^\\n]{3,200}?[?？] ?[\\p{L}\\p{Nl}\\p{No}]\\p{Nd}? ?[:：] ', 'u'
);

/** Knows which lines of a page other people wrote. */
class Posts {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		this.view = view;
		this.worth = tiers.scores;
		this.pageKind = pageKind;
		this.owner = signatures.plainUser( view.page.username );
		/** @type {Map<number, boolean>} */
		this._quoted = new Map();
		/** @type {Map<number, boolean>} */
		this._spoke = new Map();
		/** @type {Map<number, number>} block index -> where another account's link begins */
		this.named = new Map();
		/** @type {Set<number>} Blocks that begin with another account and go on to say something of it */
		this.listed = new Set();
		/** @type {number[]} Where links to accounts end */
		this._ends = [];
		this.posts = this._posts();
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line is indented below one that ends with a colon, says no `I` and is no label or
	 *  request
	 */
	_reported( block ) {
		const view = this.view;
		const known = this._quoted.get( block.index );
		if ( known !== undefined ) {
			return known;
		}
		const blocks = view.layout.blocks;
		let at = block.index;
		while ( at > 0 && blocks[ at ].section === block.section && this._isIndented( blocks[ at ] ) ) {
			at--;
		}
		if ( at === block.index && at > 0 && block.kind === 'prose' ) {
			at--;
		}
		const lead = blocks[ at ];
		const shown = text.rstrip( view.text.slice( lead.start, lead.end ), ' \'"' );
		const reported = at < block.index && lead.section === block.section && lead.kind === 'prose' &&
			':：'.indexOf( shown[ shown.length - 1 ] ) >= 0 && text.words( shown ).length > HEADING_WORDS &&
			!view.has( Sign.SELF, view.sentence( Math.max( lead.start, lead.end - 2 ) )[ 0 ], lead.end ) &&
			( this._isIndented( block ) || !this._greets( lead ) );
		for ( let i = at + 1; i < block.index; i++ ) {
			this._quoted.set( i, reported );
		}
		this._quoted.set( block.index, reported );
		return reported;
	}

	/**
	 * @param {Block} lead
	 * @return {boolean} Whether the page's first line is a letter's greeting (`To whoever reads this:`): nobody says
	 *  anything in it
	 */
	_greets( lead ) {
		const view = this.view;
		return lead.index === 0 && text.words( view.text.slice( 0, lead.end ) ).length <= GREETING &&
			![ Sign.SAID, Sign.OTHERS ].some( ( what ) => view.has( what, lead.start, lead.end ) );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether lines around begin with speakers' dashes or quotation marks, or with `A:` and `B:` in
	 *  turn
	 */
	_isDialogue( block ) {
		let known = this._spoke.get( block.index );
		if ( known === undefined ) {
			const turn = this._turn( block );
			const copied = this._isCopied( block );
			const first = Math.max( 0, block.index - TURNS );
			/** @type {Array<[string, Block]>} */
			const turns = turn === '' ? [] : this.view.layout.blocks.slice( first, block.index + TURNS + 1 )
				.filter( ( each ) => each.index !== block.index && ( each.section === block.section || turn === DASH ) )
				.map( ( each ) => [ this._turn( each ), each ] );
			const near = turns.map( ( each ) => each[ 0 ] );
			const others = near.filter( ( other ) => other !== '' && other !== DASH );
			const recurs = others.indexOf( turn ) >= 0 || new Set( others ).size < others.length ||
				turn.length <= ( turn && cues.unspaced( turn[ 0 ] ) ? 1 : LETTER ); // 月曜： is a day
			known = copied || ( !this._askedThemselves( block, turn, turns ) && ( turn === DASH ?
				near.indexOf( DASH ) >= 0 && !this._isListed( block, turns ) :
				turn !== '' && recurs && others.some( ( other ) => other !== turn ) ) );
			this._spoke.set( block.index, known );
		}
		return known;
	}

	/**
	 * @param {Block} block
	 * @param {string} closing
	 * @return {boolean} Whether a line ends with one of the signs, quotation marks and bold type left aside
	 */
	_closes( block, closing ) {
		const shown = text.rstrip( this.view.text.slice( Math.max( block.start, block.end - 8 ), block.end ), ' \'"”»)' );
		return shown !== '' && closing.indexOf( shown[ shown.length - 1 ] ) >= 0;
	}

	/**
	 * @param {Block} block
	 * @param {Array<[string, Block]>} turns
	 * @return {boolean} Whether the lines that begin with a hyphen are a list's: none of them ends as a sentence does
	 */
	_isListed( block, turns ) {
		const dashed = [ block ].concat( turns.filter( ( each ) => each[ 0 ] === DASH ).map( ( each ) => each[ 1 ] ) );
		return dashed.every( ( each ) => !this._closes( each, ENDS ) &&
			this.view.text.slice( each.start, each.start + 2 ) === '- ' );
	}

	/**
	 * @param {Block} block
	 * @param {string} turn
	 * @param {Array<[string, Block]>} turns
	 * @return {boolean} Whether a line answers a question, and around it one sign (`Q:`, bold type) always asks: an
	 *  interview with oneself
	 */
	_askedThemselves( block, turn, turns ) {
		const asks = this.view.lexicon.traits.has( 'semicolon_asks' ) ? ASKS + ';' : ASKS;
		const spoken = turns.filter( ( each ) => each[ 0 ] !== '' );
		const before = spoken.filter( ( each ) => each[ 1 ].index < block.index );
		const last = before.length ? before[ before.length - 1 ][ 1 ] : null;
		if ( turn.length > LETTER || last === null || this._closes( block, asks ) || !this._closes( last, asks ) ) {
			return false;
		}
		if ( turn === DASH ) {
			const bold = this.view.page.wikitext.slice( Math.max( 0, last.at - 3 ), last.at ) === "'''";
			return bold && spoken.every(
				( each ) => this._closes( each[ 1 ], asks ) === ( ( each[ 1 ].index - block.index ) % 2 !== 0 )
			);
		}
		return new Set( spoken.map( ( each ) => each[ 0 ] ).filter( ( sign ) => sign !== turn ) ).size === 1 &&
			spoken.every( ( each ) => this._closes( each[ 1 ], asks ) === ( each[ 0 ] !== turn ) );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line is a letter's (`> …`), an example (`Example: …`), or holds a question and its
	 *  answer
	 */
	_isCopied( block ) {
		const view = this.view;
		if ( LINES.indexOf( block.kind ) < 0 ) {
			return false;
		}
		let start = block.start;
		while ( start < block.end && text.isSpace( view.text, start ) ) {
			start++;
		}
		if ( ( start < block.end && view.text[ start ] === '>' ) || ANSWERED.match( view.text, start, block.end ) !== null ) {
			return true;
		}
		const found = LEAD.match( view.folded, start, block.end );
		if ( found === null ) {
			return false;
		}
		const kinds = view.lexicon.headings;
		const lead = found.groups[ 1 ].trim();
		return kinds.get( lead ) === 'sample' || kinds.get( lead.split( ' ' )[ 0 ] ) === 'sample';
	}

	/**
	 * @param {Block} block
	 * @return {string} What a line of a dialogue begins with: a dash, a quotation mark or a speaker's letter or name;
	 *  else ``
	 */
	_turn( block ) {
		if ( LINES.indexOf( block.kind ) < 0 ) {
			return '';
		}
		const found = SPEAKER.match( this.view.text, block.start, block.end );
		if ( found === null ) {
			return '';
		}
		if ( found.groups[ 1 ] ) {
			return DASH;
		}
		const speaker = found.groups[ 2 ] || found.groups[ 3 ];
		if ( found.groups[ 3 ] && ( speaker !== speaker.toUpperCase() || speaker === speaker.toLowerCase() ) ) {
			return '';
		}
		const low = cues.fold( speaker );
		const lexicon = this.view.lexicon;
		return lexicon.labels.has( low ) || lexicon.shared.social.has( low ) || lexicon.shared.messaging.has( low ) ?
			'' : speaker;
	}

	/**
	 * @param {Block} block
	 * @return {boolean}
	 */
	_isIndented( block ) {
		const page = this.view.page.wikitext;
		const start = block.at > 0 ? page.lastIndexOf( '\n', block.at - 1 ) + 1 : 0;
		return page[ start ] === ':' && LINES.indexOf( block.kind ) >= 0;
	}

	/**
	 * @param {number} index
	 * @return {number} How many colons the line of a block begins with: a step below what it answers
	 */
	_depth( index ) {
		const page = this.view.page.wikitext;
		const at = this.view.layout.blocks[ index ].at;
		const nearest = Math.max( 0, at - LINE );
		const found = page.slice( nearest, at ).lastIndexOf( '\n' );
		if ( found < 0 && nearest > 0 ) {
			return 0;
		}
		let depth = nearest + found + 1;
		const start = depth;
		while ( page[ depth ] === ':' && depth - start < DEEPEST ) {
			depth++;
		}
		return depth - start;
	}

	// -- posts of a talk page and signed lines

	/** @return {Map<number, string>} block index -> the account that signed it (folded); only signed blocks */
	_posts() {
		const view = this.view;
		const layout = view.layout;
		/** @type {Map<number, string>} */
		const out = new Map();
		const users = layout.links.filter( ( link ) => view.lexicon.isUser( link.target ) ||
			signatures.ANONYMOUS.test( link.target ) );
		const unnamed = signatures.unnamed( view );
		const own = signatures.own( view, this.owner );
		own.forEach( ( index ) => out.set( index, this.owner ) );
		const stamped = users.length > 0 || this.pageKind === 'talk' || view.page.wikitext.indexOf( '\n:' ) >= 0;
		if ( !stamped && !unnamed.size ) {
			return out;
		}
		this._ends = users.map( ( link ) => link.end );
		for ( const link of users ) {
			if ( signatures.userOf( link.target ) !== this.owner ) {
				this.named.set( layout.indexOf( link.start ), link.start );
				const another = signatures.userOf( link.target ).indexOf( this.owner ) < 0;
				if ( another && signatures.begins( view.page.wikitext, link ) ) {
					this.listed.add( layout.indexOf( link.start ) );
				}
			}
		}
		let previous = -1;
		for ( const block of layout.blocks ) {
			const signer = unnamed.get( block.index ) || ( stamped ? this._signer( block, users ) : null );
			if ( signer === null ) {
				continue;
			}
			let begin = block.index;
			const multi = block.kind === 'prose' && block.section > 0;
			if ( this.pageKind === 'talk' || this.pageKind === 'archive' || multi ) {
				const depth = this._depth( block.index ); // above an answer: a question; a definition: its term
				const depths = depth && signer === this.owner && !block.label ? [ depth ] : [ 0, depth ];
				while ( begin - 1 > previous && block.section > 0 &&
					layout.blocks[ begin - 1 ].section === block.section && !own.has( begin - 1 ) &&
					depths.indexOf( this._depth( begin - 1 ) ) >= 0 && // else another answer, which nobody signed
					!( this.pageKind === 'main' && this._apart( begin - 1, begin ) ) ) {
					begin--;
				}
			}
			for ( let i = begin; i <= block.index; i++ ) {
				out.set( i, signer );
			}
			previous = block.index;
		}
		return out;
	}

	/**
	 * @param {Block} block
	 * @param {Array<{start: number, end: number, target: string}>} users Links to accounts, in order of their ends
	 * @return {string|null} The account that signed the line
	 */
	_signer( block, users ) {
		if ( block.kind === 'comment' || block.kind === 'code' ) {
			return null;
		}
		const stamp = signatures.STAMP.exec( this.view.folded.slice( block.start, block.end ) );
		if ( stamp === null ) {
			return null;
		}
		const span = this.view.layout.span( block.start, block.end );
		const last = regions.bisectRight( this._ends, span[ 1 ] + 3 ) - 1;
		return last >= 0 && span[ 0 ] - 1 <= users[ last ].end ? signatures.userOf( users[ last ].target ) :
			signatures.written( this.view, block, stamp, this._depth( block.index ) > 0, this.owner );
	}

	/**
	 * @param {number} one
	 * @param {number} other
	 * @return {boolean} Whether an empty line stands between two blocks
	 */
	_apart( one, other ) {
		const blocks = this.view.layout.blocks;
		return this.view.page.wikitext.slice( blocks[ one ].at, blocks[ other ].at ).indexOf( '\n\n' ) >= 0;
	}
}

module.exports = { CHECKED: CHECKED, LINES: LINES, TURNS: TURNS, Posts: Posts };
