'use strict';

/**
 * The detector's rules: JSON pages of this wiki, one a language, read when a page of one's own is to be looked at.
 */

const PAGES = 'MediaWiki:Gadget-Wikilatch/rules/';
const HOUR = '3600';
/** @type {{version: string, commit: string, rulesPage: string}} */
const config = require( './data/config.json' );

/**
 * @param {string} name `shared`, or a language's code
 * @return {Promise<any>} The rules; null where this wiki has none by that name
 */
function read( name ) {
	const address = mw.util.getUrl( PAGES + name + '.json', {
		action: 'raw', ctype: 'application/json', maxage: '86400', smaxage: '86400',
		v: config.version + config.commit
	} );
	return new Promise( ( resolve, reject ) => {
		$.ajax( { url: address, dataType: 'json' } ).then( resolve, ( /** @type {any} */ failure ) => {
			// Of a page in MediaWiki: that does not exist the wiki says nothing, and says so with 200.
			if ( failure.status === 404 || ( failure.status === 200 && !failure.responseText ) ) {
				resolve( null );
			} else {
				reject( new Error( 'Wikilatch: the rules "' + name + '" did not arrive (' + failure.status + ').' ) );
			}
		} );
	} );
}

/**
 * @return {Promise<string|null>} The page with this community's own settings, as it stands; null where there is none,
 *  or where it could not be read: then the packaged rules count, and the console says why. Never rejected
 */
function community() {
	if ( !config.rulesPage ) {
		return Promise.resolve( null );
	}
	const address = mw.util.getUrl( config.rulesPage, {
		action: 'raw', ctype: 'application/json', maxage: HOUR, smaxage: HOUR
	} );
	return new Promise( ( resolve ) => {
		// Of a page that does not exist some wikis say nothing, and say so with 200.
		$.ajax( { url: address, dataType: 'text' } ).then( ( text ) => resolve( text || null ), ( /** @type {any} */ failure ) => {
			if ( failure.status !== 404 ) {
				mw.log.warn( 'Wikilatch goes by the packaged rules: this wiki\'s did not arrive', failure.status );
			}
			resolve( null );
		} );
	} );
}

module.exports = { community: community, read: read };
