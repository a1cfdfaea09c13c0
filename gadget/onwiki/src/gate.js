'use strict';

/**
 * Stands at the edit form's save button: lets every save through unless the rest of the gadget asks to hold it.
 *
 * It fails open. Whatever goes wrong, or takes too long, the save goes on and the console says why.
 */

const waiting = require( './within.js' );

/** How long a save may wait for the rest of the gadget to arrive, in milliseconds. */
const PATIENCE = 4000;

/**
 * @param {unknown} error
 */
function complain( error ) {
	mw.log.warn( 'Wikilatch failed, so it let your edit through:', error );
}

/**
 * @param {HTMLFormElement} form MediaWiki's edit form
 * @param {Place} place
 * @param {function(): Promise<any>} core Loads the rest of the gadget
 */
function watch( form, place, core ) {
	/** @type {Hold|null} */
	let hold = null;
	let passing = false;
	let asking = false;
	/** @type {Element|null} */
	let pressed = null;
	const arriving = core()
		.then( ( /** @type {any} */ rest ) => rest.edit( place ) )
		.then( ( /** @type {Hold} */ made ) => {
			hold = made;
			// For other scripts, and for tests: from now on nothing has to be waited for.
			made.ready.then( () => {
				mw.hook( 'wikilatch.armed' ).fire( place );
			} );
		} );
	// The failure is said when a save meets it, and here, so that nobody has to save to learn of it.
	arriving.then( null, complain );

	/**
	 * Not at once: the browser drops a press that comes while it is still busy with the one that was held.
	 *
	 * @param {any} button
	 */
	function letThrough( button ) {
		setTimeout( () => {
			passing = true;
			button.click();
			passing = false;
		} );
	}

	/**
	 * @param {any} button
	 */
	function question( button ) {
		if ( !hold || !hold.isNeeded() ) {
			letThrough( button );
			return;
		}
		asking = true;
		hold.ask().then( ( goOn ) => {
			asking = false;
			if ( goOn ) {
				letThrough( button );
			}
		}, ( error ) => {
			asking = false;
			complain( error );
			letThrough( button );
		} );
	}

	form.addEventListener( 'click', ( event ) => {
		pressed = /** @type {Element} */ ( event.target );
	}, true );

	// Before every other listener: MediaWiki's own must not believe that the page is about to be left.
	document.addEventListener( 'submit', ( /** @type {any} */ event ) => {
		if ( event.target !== form || passing ) {
			return;
		}
		let button = event.submitter || pressed;
		if ( !button || button.type !== 'submit' ) {
			button = form.querySelector( '[name="wpSave"]' );
		}
		if ( !button || button.name !== 'wpSave' ) {
			return;
		}
		try {
			if ( asking ) {
				event.preventDefault();
				event.stopImmediatePropagation();
			} else if ( hold === null ) {
				event.preventDefault();
				event.stopImmediatePropagation();
				waiting.within( arriving, PATIENCE ).then( () => {
					question( button );
				} ).then( null, ( error ) => {
					complain( error );
					letThrough( button );
				} );
			} else if ( hold.isNeeded() ) {
				event.preventDefault();
				event.stopImmediatePropagation();
				question( button );
			}
		} catch ( error ) {
			complain( error );
			if ( event.defaultPrevented ) {
				letThrough( button );
			}
		}
	}, true );
}

module.exports = { watch: watch };
