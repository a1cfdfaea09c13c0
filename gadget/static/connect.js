/* Hands the popup's answer to the wiki page that opened it, to its exact origin, and closes the popup. */
( function () {
	'use strict';
	var answer = document.getElementById( 'answer' );
	if ( answer && window.opener ) {
		window.opener.postMessage( JSON.parse( answer.dataset.message ), answer.dataset.origin );
		window.close();
	}
}() );
