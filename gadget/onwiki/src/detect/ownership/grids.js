'use strict';

/**
 * Tables: what a cell says of its row's subject, and cells that show how something is said.
 * bot/detect/ownership/grids.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const threads = require( './threads.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 *
 * A table with headings: where it begins in the wikitext, whether it lists things.
 * @typedef {{start: number, lists: boolean}} Grid
 */

const Sign = signs.Sign;
const COLUMNS = 3; // headed columns from which on a table lists things, and is no form with labels and values
const ROWS = 2; // rows below its headings that such a table has at least
const FAR = 20000; // characters of the page between a table's beginning and a cell
const HEAD = 4000; // characters of a table in which its headings and first rows stand
const ROW = 1500; // characters of a row on either side of a value
const SUBJECT = 60; // characters of a row's first cell that say `I` and little else
const CELLS_READ = 40; // cells before and after one in which its value is looked for again
const TWICE = 2;
const CELLS = /\|\||!!|\n[|!]/;
// A cell that is all italics or quotation, or breaks off: an example's.
const SAMPLE = /^\s*(?:''[^'\n]{3,}''|[“„«"「『][^\n]{3,}[”“»"」』]|[^\n]*(?:…|\.\.\.))[.,;!?]?\s*$/;
const QUOTED = /^\s*[“„«"「『][^\n]{2,}[^\n?？؟][”“»"」』][.,;!]?\s*$/; // and no question
const CAPITAL_WORD = '[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\\p{L}\\p{Nl}\\p{No}]+';
// `Jane Holt`, `Jean Le Goff`
const TWO_CAPITALS = new patterns.Pattern(
	CAPITAL_WORD + '(?: ' + CAPITAL_WORD + '){1,3}', 'u', '\\p{L}\\p{Nl}\\p{No}'
);

/** Knows what a table's cell is about. */
class Grids extends threads.Threads {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Map<number, Grid|null>} */
		this._grids = new Map();
		/** @type {Map<string, Map<number, string>>} What nobody claims, of each type and section, by where it ends */
		this.crowds = new Map();
	}

	/**
	 * @param {number} at
	 * @return {Grid|null} The table with headings that holds a position of the wikitext
	 */
	_grid( at ) {
		const page = this.view.page.wikitext;
		const start = lastOf( page, '{|', Math.max( 0, at - FAR ), at );
		if ( start < 0 ) {
			return null;
		}
		let grid = this._grids.get( start );
		if ( grid === undefined ) {
			grid = headed( page, start );
			this._grids.set( start, grid );
		}
		return grid;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {string} section
	 * @return {boolean} Whether a cell speaks of what its row lists (players, visitors, letters) or shows how something
	 *  is said
	 */
	_isOfRow( candidate, block, section ) {
		if ( block.kind !== 'cell' || candidate.span === null ) {
			return false;
		}
		if ( section === 'contact' ) {
			return this._isOfDirectory( candidate, block );
		}
		const view = this.view;
		const page = view.page.wikitext;
		if ( block.label && this._namesAnother( block.label ) && !view.has( Sign.SELF, block.start, block.end ) ) {
			return true;
		}
		const grid = this._grid( block.at );
		if ( grid === null ) {
			return false;
		}
		const told = section === 'about' &&
			view.lexicon.section( view.layout.sections[ block.section ].title ) === 'about';
		if ( told && !grid.lists ) {
			return false; // `What I watch` may head a list of others
		}
		if ( candidate.sort === 'cue' && !told &&
			( this._recurs( candidate, block, grid ) || this._corrects( candidate, block, grid ) ) ) {
			return true;
		}
		const left = candidate.span[ 0 ];
		const begin = Math.max( grid.start, lastOf( page, '\n|-', Math.max( grid.start, left - ROW ), left ) );
		const row = this._row( block, begin );
		if ( candidate.sort === 'cue' && !told && this._isSaidOtherwise( block, row ) ) {
			return true;
		}
		if ( !grid.lists ) {
			return false;
		}
		if ( candidate.rule.slice( 0, 3 ) === 'en.' && !told && view.lexicon.code !== 'en' ) {
			return true; // a translator's: `My name is Nobody || …`
		}
		if ( row.slice( 0, -1 ).some(
			( other ) => this._namesAnother( view.text.slice( other.start, other.end ) )
		) ) {
			return true;
		}
		if ( told ) {
			return false;
		}
		const until = candidate.sort === 'cue' ? candidate.end : block.end;
		const bound = row.filter( ( other ) => view.has( Sign.SELF, other.start, Math.min( other.end, until ) ) );
		const cells = bound.length ? cellsOf( page, begin, candidate.span[ 1 ] ) : [];
		if ( cells.some( ( cell ) => cell.trim() !== '' && SAMPLE.test( cell ) ) ) {
			return true;
		}
		if ( cells.map( ( cell ) => cell.trim() ).some( ( cell ) => {
			const name = TWO_CAPITALS.match( cell, 0 );
			return name !== null && name.end === cell.length && this._namesAnother( cell );
		} ) ) {
			return true; // a song's title that says I, beside its singer
		}
		const subject = cues.fold( view.text.slice( row[ 0 ].start, row[ 0 ].end ) );
		if ( subject.indexOf( this.owner ) >= 0 ||
			( bound.length && bound[ 0 ].end - bound[ 0 ].start <= SUBJECT ) ) {
			return false;
		}
		return !view.has( Sign.SELF, block.start, until );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {Grid} grid
	 * @return {boolean} Whether a cell without `I` stands beside a quotation, as what it should have said:
	 *  `"A.M. of …" || studied at …`
	 */
	_corrects( candidate, block, grid ) {
		if ( candidate.span === null || this.view.has( Sign.SELF, block.start, block.end ) ) {
			return false;
		}
		const page = this.view.page.wikitext;
		const left = candidate.span[ 0 ];
		const begin = Math.max( grid.start, lastOf( page, '\n|-', Math.max( grid.start, left - ROW ), left ) );
		return cellsOf( page, begin, candidate.span[ 1 ] ).some( ( cell ) => QUOTED.test( cell ) );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether a table below `Contacts` lists several people's numbers in columns
	 */
	_isOfDirectory( candidate, block ) {
		const grid = this._grid( block.at );
		const crowd = this.crowds.get( candidate.type + ' ' + block.section );
		return grid !== null && grid.lists && crowd !== undefined && crowd.size > 1;
	}

	/**
	 * @param {Block} block
	 * @param {number} begin
	 * @return {Block[]} A cell and those before it in its row, the first one first
	 */
	_row( block, begin ) {
		const blocks = this.view.layout.blocks;
		let at = block.index;
		while ( at > 0 && blocks[ at - 1 ].kind === 'cell' && blocks[ at - 1 ].at >= begin ) {
			at--;
		}
		return blocks.slice( at, block.index + 1 );
	}

	/**
	 * @param {Block} block
	 * @param {Block[]} row
	 * @return {boolean} Whether a row begins with a sentence and its next cell is another as long, as in a table of
	 *  dialects or of languages: `I am fifteen || gh'hoo quindes ann`
	 */
	_isSaidOtherwise( block, row ) {
		const shown = this.view.text;
		const next = this.view.layout.blocks[ block.index + 1 ];
		if ( row[ 0 ] !== block || next === undefined || next.kind !== 'cell' || next.at - block.at > ROW ||
			this.view.page.wikitext.slice( block.at, next.at ).indexOf( '\n|-' ) >= 0 ) {
			return false;
		}
		const said = shown.slice( block.start, Math.min( block.end, block.start + ROW ) );
		const beside = shown.slice( next.start, Math.min( next.end, next.start + ROW ) );
		const words = text.words( said ).length;
		const others = text.words( beside ).length;
		return others >= TWICE && others <= words * TWICE && words <= others * TWICE &&
			( !text.any( beside, text.isDigit ) || text.any( said, text.isDigit ) );
	}

	/**
	 * @param {string} shown
	 * @return {boolean} Whether a row's first cell is somebody's name, not the owner's, and no label:
	 *  `goalkeeper Jane Holt`
	 */
	_namesAnother( shown ) {
		const found = TWO_CAPITALS.search( shown );
		if ( found === null || shown.length > SUBJECT || found.end < text.rstrip( shown, " '*.,)" ).length ) {
			return false;
		}
		const low = cues.fold( shown );
		const hits = this.view.lexicon.signs.scan( low );
		return low.indexOf( this.owner ) < 0 && !hits[ Sign.LABEL ].length && !hits[ Sign.CONTEXT ].length;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {Grid} grid
	 * @return {boolean} Whether other cells of a table with headings say the same: right and wrong, two languages, a
	 *  verb's forms
	 */
	_recurs( candidate, block, grid ) {
		const view = this.view;
		const blocks = view.layout.blocks;
		let first = block.index;
		let last = block.index;
		while ( first > 0 && last - first < CELLS_READ && blocks[ first - 1 ].kind === 'cell' ) {
			first--;
			if ( blocks[ first ].at < grid.start ) {
				break;
			}
		}
		while ( last + 1 < blocks.length && last - block.index < CELLS_READ && blocks[ last + 1 ].kind === 'cell' ) {
			last++;
		}
		const value = view.folded.slice( candidate.start, candidate.end );
		const shown = view.folded.slice( blocks[ first ].start, blocks[ last ].end );
		let count = 0;
		for ( let at = shown.indexOf( value ); at >= 0 && count < TWICE; ) {
			const end = at + value.length;
			const inside = text.isDigit( value ) && ( ( at > 0 && text.isDigit( shown, at - 1 ) ) ||
				( end < shown.length && text.isDigit( shown, end ) ) );
			count += inside ? 0 : 1;
			at = shown.indexOf( value, end );
		}
		return count >= TWICE;
	}
}

/**
 * @param {string} page
 * @param {string} mark
 * @param {number} from
 * @param {number} to
 * @return {number} Where a mark stands last in a stretch, -1 nowhere
 */
function lastOf( page, mark, from, to ) {
	const at = to - mark.length < 0 ? -1 : page.lastIndexOf( mark, to - mark.length );
	return at < from ? -1 : at;
}

/**
 * @param {string} page
 * @param {number} begin Where the row begins
 * @param {number} right Where the value ends
 * @return {string[]} The cells of the row, also those behind the value
 */
function cellsOf( page, begin, right ) {
	const stop = [ '\n|-', '\n|}' ].map( ( mark ) => page.slice( right, right + ROW ).indexOf( mark ) )
		.filter( ( at ) => at >= 0 ).reduce( ( least, at ) => Math.min( least, right + at ), right + ROW );
	return page.slice( page.indexOf( '\n', begin + 1 ), stop ).split( CELLS );
}

/**
 * @param {string} page
 * @param {number} start
 * @return {Grid|null} The table that begins there; null where it ends before its first rows or has no headings
 */
function headed( page, start ) {
	const head = page.slice( start, start + HEAD );
	const stop = head.indexOf( '\n|}' );
	let headings = 0;
	let rows = 0;
	for ( const line of ( stop < 0 ? head : head.slice( 0, stop ) ).split( '\n' ).slice( 1 ) ) {
		if ( line[ 0 ] === '!' && !rows ) {
			headings += 1 + line.split( '!!' ).length - 1 + line.split( '||' ).length - 1;
		} else if ( line.slice( 0, 2 ) === '|-' ) {
			rows += headings ? 1 : 0;
		} else if ( line[ 0 ] === '|' && line[ 1 ] !== '+' && !headings ) {
			return null;
		}
	}
	return headings > 1 ? { start: start, lists: headings >= COLUMNS && rows >= ROWS } : null;
}

module.exports = { Grids: Grids, TWO_CAPITALS: TWO_CAPITALS, lastOf: lastOf };
