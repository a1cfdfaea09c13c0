'use strict';

/**
 * What a part of a page is about: contact data, the owner, examples and stories, something else.
 * bot/detect/ownership/sections.py.
 */

const cues = require( '../cues.js' );
const grids = require( './grids.js' );
const mentions = require( './mentions.js' );
const signs = require( '../signs.js' );
const posts = require( './posts.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').View} View
 */

const Mark = regions.Mark;
const Sign = signs.Sign;
const unspaced = cues.unspaced;
const TITLE_LINE = 80; // characters of a first line that is a title
const LONG_TABLE = 24; // cells of a table between its lead and a value
const NAME_LINE = 40; // characters of a line in which the name that it begins with ends
const FICTION_WORD = 6; // letters of a word for fiction; shorter ones in the list are negations
const BRIEF = 240; // characters of a paragraph that is a line or two
const BELOW_TITLE = 6; // lines below a story's title that belong to it at least
const MOST_HEADINGS = 200; // of a page that are looked up
const LEVELS = 6; // signs of a heading that count
const KEPT = [ 'other', 'sample' ]; // what a heading says of those below it
const AROUND = 8; // blocks before and after one in which its section's voice is looked for

/** Knows what each section of a page is about. */
class Sections extends mentions.Mentions {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Map<number, string>} */
		this.sections = new Map();
		/** @type {Set<string>|null} Headings that are several people's names */
		this._heads = null;
		/** @type {number[]|null} */
		this._parents = null;
		/** @type {number[]} Of each section's heading, once its parent was asked for */
		this._levels = [];
		/** @type {Set<number>|null} */
		this._boards = null;
		/** @type {Map<number, boolean>} */
		this._spoken = new Map();
		/** @type {Map<number, boolean>} */
		this._stories = new Map();
		/** @type {number[]} Where the owner says their name */
		this.introduced = [];
		/** @type {Map<number, boolean>} */
		this._titles = new Map();
	}

	/**
	 * @param {number} index
	 * @return {string} What the section is about: `contact`, `about`, `other`, `` at the top of the page, `?` where
	 *  unknown
	 */
	section( index ) {
		let section = this.sections.get( index );
		if ( section === undefined ) {
			const title = this.view.layout.sections[ index ].title;
			section = this._about( title );
			if ( section === '?' && this._namedHeads().has( cues.fold( title ) ) ) {
				section = 'sample';
			}
			const above = section === '?' ? this._above( index ) : 0;
			const sort = above && this._isBoard( above ) ? 'sample' : above && this.section( above );
			if ( sort && KEPT.indexOf( sort ) >= 0 ) {
				section = sort; // `=== Jane Holt ===` below `== Drafts ==`
			}
			this.sections.set( index, section );
		}
		return section;
	}

	/**
	 * @param {number} index
	 * @return {number} The section that it belongs to by its heading's level; 0 where there is none
	 */
	_above( index ) {
		if ( this._parents === null ) {
			const page = this.view.page.wikitext;
			const open = [ [ 0, 0 ] ];
			/** @type {number[]} */
			const parents = [];
			this.view.layout.sections.forEach( ( each, at ) => {
				const near = page.slice( Math.max( 0, each.at - LEVELS ), each.at );
				const level = near.length - text.rstrip( near, '=' ).length;
				while ( open.length > 1 && open[ open.length - 1 ][ 0 ] >= level ) {
					open.pop();
				}
				parents.push( open[ open.length - 1 ][ 1 ] );
				this._levels.push( at ? level : 0 );
				if ( at ) {
					open.push( [ level, at ] );
				}
			} );
			this._parents = parents;
		}
		return this._parents[ index ];
	}

	/**
	 * @param {number} index
	 * @return {boolean} Whether the owner answers in a section's parts what others ask: who asks in the next one, does
	 *  not sign either. A heading of level one is the page's title
	 */
	_isBoard( index ) {
		if ( this._boards === null ) {
			const blocks = this.view.layout.blocks;
			this._boards = new Set( Array.from( this.answered, ( at ) => this._above( blocks[ at ].section ) ) );
		}
		return this._levels[ index ] > 1 && this._boards.has( index );
	}

	/**
	 * @return {Set<string>} Headings that are people's names, where several are: the page tells of each of them
	 */
	_namedHeads() {
		if ( this._heads === null ) {
			const names = this.view.layout.sections.slice( 0, MOST_HEADINGS ).map( ( each ) => each.title )
				.filter( ( title ) => this._isOthersName( title.trim(), cues.fold( title ).trim() ) )
				.map( ( title ) => cues.fold( title ) );
			this._heads = new Set( names );
			if ( this._heads.size < 2 ) {
				this._heads.clear();
			}
		}
		return this._heads;
	}

	/**
	 * @param {string} name
	 * @param {string} folded The same
	 * @return {boolean} Whether a heading is a known name, and not one that the owner gives as theirs
	 */
	_isOthersName( name, folded ) {
		const view = this.view;
		return folded.indexOf( ' ' ) >= 0 && folded.indexOf( this.owner ) < 0 &&
			!this.introduced.some( ( at ) => view.folded.startsWith( folded, at ) ) &&
			view.names.isRealName( name, view.page.lang );
	}

	/**
	 * @param {string} heading
	 * @return {string} What a heading or a subpage's name says that its text is about, in the same words
	 */
	_about( heading ) {
		const lexicon = this.view.lexicon;
		const title = heading.replace( /'{2,}/g, '' ); // bold and italics
		const section = lexicon.section( title );
		if ( section === 'contact' ) {
			const named = lexicon.words.scan( cues.fold( title ) );
			// `Contact (newspaper's office)`, `contacts that are not mine`
			return named[ named[ Sign.SELF ].length ? Sign.AGAINST : Sign.ROLE ].length ? 'other' : section;
		}
		if ( !title || ( section && section !== 'sample' ) ) {
			return section;
		}
		const words = lexicon.words.scan( cues.fold( title ) );
		const own = words[ Sign.SELF ].length > 0 && !words[ Sign.AGAINST ].length;
		if ( section ) {
			// `my story` may be the owner's life; not `Questions of my pupils`
			return own && !words[ Sign.OTHERS ].length ? 'other' : section;
		}
		const things = new Set( words[ Sign.THING ].map( ( hit ) => hit.start ) ); // `The article X` is no story
		if ( words[ Sign.AGAINST ].some(
			( hit ) => hit.end - hit.start >= FICTION_WORD && !things.has( hit.start )
		) ) {
			return 'sample'; // `my character in the novel`
		}
		if ( words[ Sign.THING ].length && !own ) {
			return 'other';
		}
		return own ? 'about' : '?';
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether the owner says `I` in the section around a block
	 */
	_speaks( block ) {
		let known = this._spoken.get( block.section );
		if ( known === undefined ) {
			known = this.view.layout.blocks.slice( Math.max( 0, block.index - AROUND ), block.index + AROUND + 1 ).some(
				( each ) => {
					const signer = this.posts.get( each.index );
					return each.section === block.section && posts.LINES.indexOf( each.kind ) >= 0 &&
						!( each.marks & Mark.FOREIGN ) && ( signer === undefined || signer === this.owner ) &&
						this.view.has( Sign.SELF, each.start, each.end );
				}
			);
			this._spoken.set( block.section, known );
		}
		return known;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a paragraph at the page's top, or of what is about the owner, speaks of nobody else in
	 *  a line or two
	 */
	_isBrief( block ) {
		const view = this.view;
		if ( block.section && [ 'about', 'contact' ].indexOf( this.section( block.section ) ) < 0 ) {
			return false;
		}
		const above = block.index ? view.layout.blocks[ block.index - 1 ] : block;
		if ( above.kind === 'cell' && above.section === block.section ) {
			return false; // what stands below a table speaks of what it lists
		}
		return this.pageKind === 'main' && view.page.title.indexOf( '/' ) < 0 &&
			block.kind === 'prose' && block.end - block.start <= BRIEF && !this._namesSomebody( block ) &&
			![ Sign.OTHERS, Sign.ROLE, Sign.AGAINST ].some( ( what ) => view.has( what, block.start, block.end ) );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a short line above, without I, calls what follows a story, a play, a translation
	 */
	_isTitled( block ) {
		const blocks = this.view.layout.blocks;
		for ( let at = block.index - 1; at >= Math.max( 0, block.index - BELOW_TITLE ); at-- ) {
			if ( blocks[ at ].section !== block.section ) {
				return false;
			}
			let known = this._titles.get( at );
			if ( known === undefined ) {
				known = this._isTitle( blocks[ at ] );
				this._titles.set( at, known );
			}
			if ( known ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @param {Block} line
	 * @return {boolean}
	 */
	_isTitle( line ) {
		const view = this.view;
		const length = line.end - line.start;
		if ( line.kind !== 'prose' || length > TITLE_LINE || view.has( Sign.SELF, line.start, line.end ) ) {
			return false;
		}
		const shown = view.folded.slice( line.start, line.end );
		const known = view.lexicon.headings;
		const short = length <= Math.floor( TITLE_LINE / 2 );
		const fiction = short && view.within( Sign.AGAINST, line.start, line.end ).some(
			// `Writes articles on trees` is no title.
			( hit ) => hit.end - hit.start >= FICTION_WORD && !view.has( Sign.THING, hit.start, hit.end )
		);
		let found = fiction || text.words( shown )
			.map( ( word ) => text.strip( word, '.,:;!?()»«"\'' ) )
			.some( ( word ) => word.length > 1 && known.get( word ) === 'sample' );
		if ( !found && unspaced( shown[ 0 ] ) ) {
			known.forEach( ( sort, name ) => {
				found = found || ( sort === 'sample' && name.length > 1 && shown.indexOf( name ) >= 0 );
			} );
		}
		return found;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a word for fiction stands in a line
	 */
	_saysFiction( block ) {
		return this.view.within( Sign.AGAINST, block.start, block.end )
			.some( ( hit ) => hit.end - hit.start >= FICTION_WORD );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a line belongs to a story: the page is one, or the line before its table says so
	 */
	_isStory( block ) {
		if ( block.section === 0 && this._isTitled( block ) ) {
			return true;
		}
		if ( block.kind !== 'cell' && block.kind !== 'item' && block.kind !== 'term' ) {
			return false;
		}
		let known = this._stories.get( block.index );
		if ( known === undefined ) {
			const blocks = this.view.layout.blocks;
			let at = block.index;
			while ( at > 0 && blocks[ at ].kind !== 'prose' && block.index - at < LONG_TABLE &&
				!( block.kind !== 'cell' && this._apart( at - 1, at ) ) ) { // a list right below its lead
				at--;
			}
			const lead = blocks[ at ];
			known = lead.kind === 'prose' && lead.section === block.section && this._saysFiction( lead );
			this._stories.set( block.index, known );
		}
		return known;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a list's line begins with two capital words that are not the owner's name
	 */
	_beginsWithName( block ) {
		const limit = Math.min( block.end, block.start + NAME_LINE );
		const found = grids.TWO_CAPITALS.search( this.view.text, block.start, limit );
		return found !== null && !text.any( this.view.text, text.isAlnum, block.start, found.start ) &&
			!this.introduced.some( ( name ) => found.start <= name && name < found.end );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether two capital words stand together that are not the owner's name, nor an article
	 *  and a noun
	 */
	_namesSomebody( block ) {
		const view = this.view;
		const article = view.lexicon.wording.articles.get( view.lexicon.code );
		return grids.TWO_CAPITALS.all( view.text, block.start, block.end ).some(
			( found ) => !( article && article.search(
				view.folded, found.start, found.start + text.partition( found.text, ' ' )[ 0 ].length + 1
			) ) && !this.introduced.some( ( name ) => found.start <= name && name < found.end )
		);
	}
}

module.exports = { Sections: Sections };
