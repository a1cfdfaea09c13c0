'use strict';

/** What a page is by its title: the owner's page, a talk page, a sandbox, a draft, an archive, a script. pages.py. */

const cues = require( './cues.js' );
const text = require( './text.js' );

const SCRIPT = /\.(?:js|css|json|lua|py|vue|less)$/i;
const FILLING = new RegExp( '[\\p{Nd}\\s_.\\-]+', 'gu' );

/**
 * @param {string} title
 * @param {import('./lexicon.js').Lexicon} lexicon
 * @return {string} `main`, `talk`, `sandbox`, `draft`, `archive` or `script`
 */
function kindOf( title, lexicon ) {
	const parts = text.partition( title, ':' );
	const namespace = parts[ 1 ] ? parts[ 0 ] : '';
	const rest = parts[ 1 ] ? parts[ 2 ] : title;
	if ( SCRIPT.test( rest ) ) {
		return 'script';
	}
	const sub = text.partition( rest, '/' );
	if ( sub[ 1 ] ) {
		for ( const part of sub[ 2 ].split( '/' ).reverse() ) {
			const words = cues.fold( part ).replace( FILLING, ' ' ).trim();
			for ( const sort of [ 'archive', 'sandbox', 'draft' ] ) {
				for ( const name of lexicon.subpages.get( sort ) || [] ) {
					if ( ( ' ' + words + ' ' ).indexOf( ' ' + name + ' ' ) === 0 ||
						words.slice( -name.length - 1 ) === ' ' + name ) {
						return sort;
					}
				}
			}
		}
	}
	const talk = lexicon.talkNames.has( cues.fold( namespace ).replace( /_/g, ' ' ).trim() );
	return talk ? 'talk' : 'main';
}

module.exports = { kindOf: kindOf };
