'use strict';

/**
 * Settings for mail and inbox: nothing is asked of the other site before the reader agreed to it.
 */

const backend = require( './backend.js' );
const build = require( './element.js' );
const dialog = require( './dialog.js' );
const messages = require( './messages.js' );
const element = build.element;
const text = messages.text;

/**
 * @return {string} The site's name, as people know it
 */
function site() {
	return backend.origin.replace( /^https?:\/\//, '' );
}

/**
 * @return {HTMLElement}
 */
function show() {
	const part = element( 'div', { class: 'wikilatch-connection' } );
	const status = element( 'p', { role: 'status' } );

	/**
	 * @param {HTMLElement[]} children
	 */
	function draw( children ) {
		build.clear( part );
		part.appendChild( element( 'h3', {}, text( 'connect-title' ) ) );
		children.concat( [ status ] ).forEach( ( child ) => {
			part.appendChild( child );
		} );
	}

	/**
	 * @param {Error} error
	 */
	function failed( error ) {
		if ( error.message === 'ended' ) {
			offer();
			status.textContent = text( 'connect-ended' );
		} else {
			status.textContent = text( 'connect-unreachable', site() );
		}
	}

	/**
	 * @param {any} state What the site says of the reader
	 */
	function connected( state ) {
		status.textContent = '';
		draw( [
			element( 'p', {}, text( 'connect-until', site(), messages.date( state.connection_ends_on ) ) ),
			element( 'p', {}, element( 'label', { class: 'wikilatch-check' }, [
				element( 'input', { type: 'checkbox', checked: state.mail, onchange: function ( /** @type {any} */ event ) {
					backend.call( 'PUT', 'settings', {
						mail: event.target.checked, language: state.language
					} ).then( connected, failed );
				} } ), ' ', text( 'settings-mail-wiki', state.wiki )
			] ) ),
			element( 'p', { class: 'wikilatch-actions' }, [
				build.link( text( 'inbox' ), backend.origin + '/inbox', { target: '_blank', rel: 'noopener noreferrer' } ),
				build.link( text( 'my-data' ), backend.origin + '/my-data', { target: '_blank', rel: 'noopener noreferrer' } ),
				build.button( text( 'disconnect' ), 'normal', () => {
					backend.call( 'DELETE', 'connection' ).then( null, () => {} ).then( () => {
						backend.drop();
						offer();
					} );
				} )
			] )
		] );
	}

	/**
	 * Ask, connect, and say what came of it.
	 */
	function connect() {
		dialog.open( {
			title: text( 'connect-consent-title' ),
			body: [ element( 'p', {}, text( 'connect-consent', site() ) ) ],
			actions: [
				{ label: text( 'connect-yes' ), kind: 'primary', value: 'yes' },
				{ label: text( 'connect-no' ), kind: 'normal', value: 'no' }
			]
		} ).then( ( answer ) => {
			if ( answer !== 'yes' ) {
				return;
			}
			status.textContent = text( 'connect-waiting' );
			return backend.connect().then( ( outcome ) => {
				if ( outcome !== 'connected' ) {
					status.textContent = text( 'connect-' + outcome );
					return;
				}
				return backend.call( 'GET', 'state' ).then( connected, failed );
			} );
		} );
	}

	/**
	 * Offer to connect.
	 */
	function offer() {
		status.textContent = '';
		draw( [
			element( 'p', {}, text( 'connect-how', site() ) ),
			build.button( text( 'connect-open' ), 'normal', connect )
		] );
	}

	if ( backend.connection() ) {
		draw( [] );
		backend.call( 'GET', 'state' ).then( connected, failed );
	} else if ( backend.origin ) {
		offer();
	}
	return part;
}

module.exports = { show: show };
