'use strict';

/**
 * Stands at the visual editor's save button, as gate.js does at the edit form's: lets every save through unless the
 * rest of the gadget asks to hold it, and fails open.
 *
 * MediaWiki 1.45's editor runs steps before it shows its save dialog. Older ones have no such place that is in all of
 * them (`ve.preSaveProcess` came with 1.41), so there the showing itself waits.
 */

const waiting = require( './within.js' );

/** How long a save may wait for the rest of the gadget to arrive, in milliseconds. */
const PATIENCE = 4000;

/**
 * @param {unknown} error
 * @return {boolean}
 */
function goOn( error ) {
	mw.log.warn( 'Wikilatch failed, so it let your edit through:', error );
	return true;
}

/** One editor: the same for as long as the page is open, however often it is opened and closed on it. */
class Watch {
	/**
	 * @param {any} target The editor, `ve.init.target`
	 */
	constructor( target ) {
		/** @type {Promise<Hold>|null} */
		this._arriving = null;
		if ( typeof target.getPreSaveProcess === 'function' ) {
			target.getPreSaveProcess().next( () => {
				const waits = $.Deferred();
				this._question().then( ( answer ) => answer ? waits.resolve() : waits.reject( [] ) );
				return waits.promise();
			} );
			return;
		}
		const show = target.showSaveDialog;
		let asking = false;
		target.showSaveDialog = ( /** @type {string} */ action, /** @type {string} */ checkbox ) => {
			const showNow = () => show.call( target, action, checkbox );
			if ( asking || !target.isSaveable() ) {
				return asking ? undefined : showNow();
			}
			asking = true;
			this._question().then( ( answer ) => {
				asking = false;
				if ( answer ) {
					showNow();
				}
			} );
		};
	}

	/**
	 * @param {Promise<Hold>} arriving What asks, for the text that is in the editor now
	 */
	expect( arriving ) {
		this._arriving = arriving;
		// The failure is said when a save meets it, and here, so that nobody has to save to learn of it.
		arriving.then( ( hold ) => hold.ready ).then( () => {
			mw.hook( 'wikilatch.armed' ).fire();
		} ).then( null, goOn );
	}

	/**
	 * @return {Promise<boolean>} Whether to go on; never rejected
	 */
	_question() {
		return waiting.within( /** @type {Promise<Hold>} */ ( this._arriving ), PATIENCE )
			.then( ( /** @type {Hold} */ hold ) => !hold.isNeeded() || hold.ask() )
			.then( null, goOn );
	}
}

/** @type {Watch|null} */
let watch = null;

/**
 * Hold the visual editor's save where there is something to ask; call it each time that the editor is ready.
 *
 * @param {Place} place
 * @param {function(): Promise<any>} core Loads the rest of the gadget
 */
function stand( place, core ) {
	try {
		const target = /** @type {any} */ ( window ).ve.init.target;
		watch = watch || new Watch( target );
		watch.expect( core().then( ( /** @type {any} */ rest ) => rest.visual( place, target ) ) );
	} catch ( error ) {
		goOn( error );
	}
}

module.exports = { stand: stand };
