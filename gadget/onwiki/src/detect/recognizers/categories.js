'use strict';

/**
 * Categories that say something of a user: `[[Category:Wikipedians in Whitby]]`.
 * bot/detect/recognizers/categories.py.
 *
 * A category's name is no sentence: it has a phrase's words and a value, and nothing besides. What all names say is
 * read as a page of its own, so that no name touches what stands around it.
 */

const cues = require( '../cues.js' );
const matching = require( './matching.js' );
const phrasevalues = require( './phrasevalues.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('./matching.js').Rule} Rule
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../regions.js').Layout} Layout
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const LONGEST = 120; // letters of a category's name that is read; MediaWiki allows 255 bytes
const WORTH = 0.75;
const OPENS = ',(，（'; // what may follow a town: `Portland, Oregon`, `Boston (Lincolnshire)`
const FILLING = /^[ _!*]*/;
const SEEN = new RegExp( '[^' + cues.UNSEEN + ']+', 'g' );

/**
 * @param {View} view
 * @return {Candidate[]} What the page's categories say of its owner, with spans in the wikitext
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	const path = text.partition( view.page.title, '/' )[ 2 ];
	const name = path.slice( path.lastIndexOf( '/' ) + 1 );
	if ( view.page.title.indexOf( '/' ) >= 0 && [ 'about', 'contact' ].indexOf( view.lexicon.section( name ) ) < 0 ) {
		return out; // a userbox files those who show it, a draft its subject
	}
	const layout = namesOf( view );
	if ( !view.lexicon.categories.length || !layout.text ) {
		return out;
	}
	const names = new views.View( view.page, layout, view.lexicon, view.names );
	while ( !names.search.next() ) {
		continue;
	}
	for ( const block of layout.blocks ) {
		for ( const rule of view.lexicon.categories ) {
			const span = valueOf( names, block, rule );
			if ( span !== null && isSound( names, rule, span ) ) {
				const candidate = new views.Candidate(
					rule.type, [ -1, -1 ], WORTH * rule.weight, rule.id, 'category', 'a category of users'
				);
				candidate.span = layout.span( span[ 0 ], span[ 1 ] );
				out.push( candidate );
				break;
			}
		}
	}
	return out;
}

/**
 * @param {View} view
 * @return {Layout} The names of the page's categories, without the namespace, a line each
 */
function namesOf( view ) {
	const layout = new regions.Layout();
	for ( const link of view.layout.categories.slice( 0, views.MOST ) ) {
		const parts = text.partition( link.target, ':' );
		const name = parts[ 2 ].replace( /\s+$/, '' );
		if ( name.length <= LONGEST ) {
			const filling = /** @type {RegExpExecArray} */ ( FILLING.exec( name ) )[ 0 ].length;
			const at = link.start + 2 + parts[ 0 ].length + 1 + filling;
			const shown = name.slice( filling ).replace( /_/g, ' ' );
			/** @type {import('../regions.js').Piece[]} */
			const pieces = [];
			shown.replace( SEEN, ( piece, offset ) => {
				pieces.push( [ at + offset, at + offset + piece.length, piece ] );
				return '';
			} );
			if ( pieces.length ) {
				layout.add( pieces, 'prose', '', null, 0, null );
			}
		}
	}
	return layout.finish();
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {Rule} rule
 * @return {Span|null} The value of a rule whose words and value are the whole name, or all behind its prefix
 *  (`Wikipedia:`)
 */
function valueOf( view, block, rule ) {
	const pattern = matching.compiled( rule );
	const starts = startsOf( view, block );
	if ( rule.at === 'before' ) {
		const found = pattern.search( view.folded, block.start, block.end );
		const span = found !== null && found.end === block.end ? phrasevalues.valueOf( view, rule, found ) : null;
		if ( span === null || starts.indexOf( span[ 0 ] ) < 0 ) {
			return null;
		}
		const mark = view.folded.slice( span[ 0 ], span[ 1 ] ).indexOf( "'" ); // İzmir'de
		return [ span[ 0 ], mark > 0 ? span[ 0 ] + mark : span[ 1 ] ];
	}
	for ( const start of starts ) {
		const found = pattern.match( view.folded, start, block.end );
		const span = found === null ? null : phrasevalues.valueOf( view, rule, found );
		if ( found === null || span === null ) {
			continue;
		}
		const begin = rule.at === 'after' ? found.end : span[ 0 ];
		const rest = view.text.slice( rule.at === 'after' ? span[ 1 ] : found.end, block.end ).trim();
		if ( !view.text.slice( begin, span[ 0 ] ).trim() && ( !rest || ( rule.at === 'after' && OPENS.indexOf( rest[ 0 ] ) >= 0 ) ) ) {
			return span;
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {Block} block
 * @return {number[]} Where a name may begin: at its beginning, and behind a prefix
 */
function startsOf( view, block ) {
	let colon = view.folded.slice( block.start, block.end ).indexOf( ':' );
	if ( colon < 0 ) {
		return [ block.start ];
	}
	colon += block.start + 1;
	while ( view.folded[ colon ] === ' ' ) {
		colon++;
	}
	return [ block.start, colon ];
}

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {Span} span
 * @return {boolean} Whether a value is a town where one is asked for, and no wiki or its project
 */
function isSound( view, rule, span ) {
	const low = view.folded.slice( span[ 0 ], span[ 1 ] );
	if ( view.lexicon.wording.wiki.test( low ) ) {
		return false;
	}
	if ( rule.type !== 'location' ) {
		return rule.type !== 'school' || view.slots().saysSchool( span[ 0 ], span[ 1 ], true );
	}
	const first = view.text[ span[ 0 ] ];
	if ( !text.isCased( first ) || cues.unspaced( first ) ) {
		return view.lexicon.towns.knows( low );
	}
	return text.isUpper( view.text, span[ 0 ] );
}

module.exports = { recognize: recognize };
