'use strict';

/**
 * Wikilatch: tells people, and nobody else, what their own user page gives away.
 *
 * This is all that is loaded at first. It asks whether the page is the reader's own, and only then loads the
 * rest (`WikilatchCore`), which looks at the text in the browser. No text is sent anywhere.
 */

const where = require( './where.js' );
const gate = require( './gate.js' );
const quiet = require( './quiet.js' );
const visual = require( './visual.js' );
const CORE = 'ext.gadget.WikilatchCore';

/**
 * @param {unknown} error
 */
function complain( error ) {
	mw.log.warn( 'Wikilatch could not look at this page, which changes nothing for you:', error );
}

/**
 * @return {Promise<any>} The rest of the gadget
 */
function core() {
	return Promise.resolve( mw.loader.using( CORE ) ).then( () => mw.loader.require( CORE ) );
}

/**
 * @param {Place} place
 */
function view( place ) {
	if ( quiet.is( place ) ) {
		return;
	}
	core().then( ( /** @type {any} */ rest ) => rest.view( place ) ).then( null, complain );
}

/**
 * Act on the page that the reader is on; once a page.
 */
function start() {
	const place = where.here();
	if ( !place || mw.config.get( 'wikilatchStarted' ) ) {
		return;
	}
	const found = place;
	mw.config.set( 'wikilatchStarted', true );
	if ( place.kind === 'page' ) {
		core().then( ( /** @type {any} */ rest ) => rest.page() ).then( null, complain );
		return;
	}
	mw.hook( 've.activationComplete' ).add( () => {
		visual.stand( Object.assign( {}, where.here() || found, { kind: 'edit' } ), core );
	} );
	if ( place.kind === 'edit' ) {
		mw.hook( 'wikipage.editform' ).add( ( /** @type {JQuery} */ $form ) => {
			gate.watch( /** @type {HTMLFormElement} */ ( $form[ 0 ] ), found, core );
		} );
		return;
	}
	view( place );
	// The visual editor saves without leaving the page.
	mw.hook( 'postEdit' ).add( () => {
		const now = where.here();
		if ( now && now.revision !== found.revision ) {
			view( now );
		}
	} );
}

start();
