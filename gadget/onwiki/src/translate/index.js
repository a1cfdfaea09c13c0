'use strict';

/**
 * Wikilatch for translators: on Special:Translate, the glossary's terms and quiet hints while somebody translates.
 *
 * This is all that is loaded at first. No text is sent anywhere.
 */

const CORE = 'ext.gadget.WikilatchTranslateCore';

if ( mw.config.get( 'wgCanonicalSpecialPageName' ) === 'Translate' && !mw.config.get( 'wikilatchTranslates' ) ) {
	mw.config.set( 'wikilatchTranslates', true );
	Promise.resolve( mw.loader.using( CORE ) )
		.then( () => mw.loader.require( CORE ).start() )
		.then( null, ( error ) => {
			mw.log.warn( 'Wikilatch cannot help here, which changes nothing for you:', error );
		} );
}
