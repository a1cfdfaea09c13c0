'use strict';

/**
 * One text as the detector sees it, and what of it is worth saying to its owner.
 */

const detect = require( '../detect/index.js' );
const quiet = require( '../quiet.js' );
const preferences = require( './preferences.js' );
const rules = require( '../rules.js' );

/**
 * @param {Place} place
 * @return {Promise<Reviewer>} Reviews texts of that page, in this browser
 */
function reviewer( place ) {
	return detect.load( place.lang, rules.read, rules.community() ).then( ( /** @type {Detector} */ detector ) => {
		detector.problems.forEach( ( problem ) => {
			mw.log.warn( 'Wikilatch skipped an entry of this wiki\'s own settings: ' + problem );
		} );
		// The lists of names are large, and what they tell of an account name only the banner says.
		const asked = place.kind === 'view' && !preferences.read().usernameKnown && !quiet.isPlain( place.user );
		const named = asked ? detector.judgeName( place.user ) : Promise.resolve( true );
		return named.then( ( real ) => {
			if ( !real ) {
				quiet.notePlain( place.user );
			}
			return detector;
		}, () => detector );
	} ).then( ( detector ) => {
		/**
		 * @param {string} text
		 * @return {DraftPage}
		 */
		function page( text ) {
			return { title: place.title, username: place.user, lang: place.lang, wikitext: text };
		}
		return {
			now: ( /** @type {string} */ text ) => describe( text, detector.check( page( text ) ) ),
			soon: ( /** @type {string} */ text ) => detector.checkInSlices( page( text ) )
				.then( ( /** @type {any} */ found ) => describe( text, found ) )
		};
	} );
}

/**
 * @param {string} text
 * @param {Analysis} found
 * @return {Review}
 */
function describe( text, found ) {
	return {
		text: text,
		items: found.findings.map( ( one ) => ( {
			type: one.type, value: text.slice( one.start, one.end ), start: one.start, end: one.end, tier: one.tier
		} ) ),
		username: found.usernameIsRealName,
		mosaic: found.mosaic,
		minor: found.minor
	};
}

/**
 * @param {Item[]} items
 * @param {boolean[]} leave
 * @return {Item[]} Those that are not to be left out
 */
function without( items, leave ) {
	return items.filter( ( _item, index ) => !leave[ index ] );
}

/**
 * @param {Item} item
 * @return {string} The same for the same thing, wherever it stands
 */
function identity( item ) {
	return item.type + '\n' + item.value.replace( /\s+/g, ' ' ).trim().toLowerCase();
}

/**
 * @param {Item[]} items
 * @return {Object<string, boolean>}
 */
function identities( items ) {
	/** @type {Object<string, boolean>} */
	const set = {};
	items.forEach( ( item ) => {
		set[ identity( item ) ] = true;
	} );
	return set;
}

/**
 * @param {string} text
 * @param {Item[]} items
 * @return {Proposal} The text without them, and the lines that change
 */
function proposal( text, items ) {
	/** @type {ChangedLine[]} */
	const lines = [];
	let start = 0;
	text.split( '\n' ).forEach( ( line ) => {
		const spans = items.map( ( item ) => ( {
			start: Math.max( item.start - start, 0 ), end: Math.min( item.end - start, line.length )
		} ) ).filter( ( span ) => span.start < span.end ).sort( ( a, b ) => a.start - b.start );
		if ( spans.length ) {
			lines.push( { before: cut( line, spans ), after: detect.redact( line, spans ) } );
		}
		start += line.length + 1;
	} );
	return { text: detect.redact( text, items ), lines: lines };
}

/**
 * @param {string} line
 * @param {Array<{start: number, end: number}>} spans In order
 * @return {Array<{text: string, out: boolean}>}
 */
function cut( line, spans ) {
	const parts = [];
	let at = 0;
	spans.forEach( ( span ) => {
		const from = Math.max( span.start, at );
		parts.push( { text: line.slice( at, from ), out: false } );
		parts.push( { text: line.slice( from, Math.max( span.end, from ) ), out: true } );
		at = Math.max( span.end, at );
	} );
	parts.push( { text: line.slice( at ), out: false } );
	return parts.filter( ( part ) => part.text );
}

module.exports = {
	reviewer: reviewer, without: without, identity: identity, identities: identities, proposal: proposal
};
