'use strict';

/**
 * What the help knows: JSON pages of this wiki, one for all languages and one for each. Read once and kept by the
 * browser for a day; nothing else is asked, so that it works whatever is out of reach.
 */

const checks = require( './checks/index.js' );

const PAGES = 'MediaWiki:Gadget-Wikilatch/translate/';
/** @type {{version: string, commit: string}} */
const config = require( '../data/config.json' );
/** @type {Record<string, Promise<any>>} */
const kept = {};

/**
 * @param {string} name
 * @return {Promise<any>} What a page holds; null where this wiki has none by that name
 */
function read( name ) {
	if ( !kept[ name ] ) {
		const address = mw.util.getUrl( PAGES + name + '.json', {
			action: 'raw', ctype: 'application/json', maxage: '86400', smaxage: '86400',
			v: config.version + config.commit
		} );
		kept[ name ] = new Promise( ( resolve, reject ) => {
			$.ajax( { url: address, dataType: 'json' } ).then( resolve, ( /** @type {any} */ failure ) => {
				// Of a page in MediaWiki: that does not exist the wiki says nothing, and says so with 200.
				if ( failure.status === 404 || ( failure.status === 200 && !failure.responseText ) ) {
					resolve( null );
				} else {
					delete kept[ name ];
					reject( new Error( 'Wikilatch: "' + name + '" did not arrive (' + failure.status + ').' ) );
				}
			} );
		} );
	}
	return kept[ name ];
}

/**
 * @param {string} code
 * @return {Promise<LanguageData|null>} A language, or the one that it is a variant of
 */
function language( code ) {
	return read( code ).then( ( found ) => found || code.indexOf( '-' ) < 0 ? found : read( code.split( '-' )[ 0 ] ) );
}

/**
 * @param {string} code Of the translation's language, as MediaWiki spells it
 * @param {string} source Of the source's language
 * @return {Promise<import('./checks/index.js').Checker>}
 */
function checker( code, source ) {
	return Promise.all( [ read( 'shared' ), language( code ), language( source ) ] ).then( ( all ) => {
		if ( !all[ 0 ] || !all[ 2 ] ) {
			throw new Error( 'Wikilatch: this wiki lacks the data for "' + source + '"; scripts/deploy-gadget puts it there.' );
		}
		// Of a language that nobody has written down yet: terms without renderings, and checks that need no model.
		const unknown = Object.assign( {}, all[ 2 ], { code: code, dir: 'ltr', scripts: [], profile: null, noPlural: false } );
		return new checks.Checker( all[ 0 ], all[ 1 ] || unknown, all[ 2 ] );
	} );
}

module.exports = { checker: checker };
