<?php
/**
 * Makes the accounts and saves the pages named by {accounts: [...], pages: [{author, title, text}]} on stdin, all in
 * one go: one process instead of three a person. Every page is an edit by its author, as if saved in the browser: in
 * the history, in recent changes, past the hooks.
 *
 * Each account: {name, password, email|null, email_confirmed, groups: [...], options: {...}, mutes: [names],
 * bot_passwords: {appid: {secret, grants: [...]}}}. Safe to run again: what is there is set to what is asked for.
 */
$code = getenv( 'MW_INSTALL_PATH' );
require_once "$code/maintenance/Maintenance.php";

use MediaWiki\MediaWikiServices;

/** Makes accounts and pages through MediaWiki's own services. */
class WikilatchSeed extends Maintenance {
	public function execute() {
		$seed = json_decode( stream_get_contents( STDIN ), true, 32, JSON_THROW_ON_ERROR );
		$people = $seed['accounts'];
		$services = MediaWikiServices::getInstance();
		$accounts = [];
		foreach ( $people as $person ) {
			$user = $services->getUserFactory()->newFromName( $person['name'], 'creatable' );
			if ( !$user ) {
				$this->fatalError( "MediaWiki does not accept the user name {$person['name']}" );
			}
			if ( !$user->isRegistered() ) {
				$this->must( $user->addToDatabase(), $person['name'] );
				SiteStatsUpdate::factory( [ 'users' => 1 ] )->doUpdate();
			}
			$this->must( $user->changeAuthenticationData( [ 'username' => $user->getName(),
				'password' => $person['password'], 'retype' => $person['password'] ] ), $person['name'] );
			$accounts[$person['name']] = $user;
		}
		foreach ( $people as $person ) {
			$user = $accounts[$person['name']];
			foreach ( $person['groups'] as $group ) {
				$services->getUserGroupManager()->addUserToGroup( $user, $group );
			}
			$options = $services->getUserOptionsManager();
			foreach ( $person['options'] as $key => $value ) {
				$options->setOption( $user, $key, $value );
			}
			if ( $person['mutes'] ) {
				// The mute list names central ids, which on a wiki of its own are the local ones.
				$options->setOption( $user, 'email-blacklist', implode( "\n",
					array_map( static fn ( $name ) => $accounts[$name]->getId(), $person['mutes'] ) ) );
			}
			if ( $person['email'] !== null ) {
				$user->setEmail( $person['email'] );
				if ( $person['email_confirmed'] ) {
					$user->setEmailAuthenticationTimestamp( wfTimestampNow() );
				}
			}
			$user->saveSettings();
			foreach ( $person['bot_passwords'] as $appId => $wanted ) {
				$this->botPassword( $user, $appId, $wanted['secret'], $wanted['grants'] );
			}
		}
		foreach ( $seed['pages'] as $page ) {
			$this->save( $page['title'], $page['text'], $services->getUserFactory()->newFromName( $page['author'] ) );
		}
		$this->output( count( $accounts ) . ' accounts, ' . count( $seed['pages'] ) . " pages\n" );
	}

	private function save( string $name, string $text, $author ): void {
		$title = Title::newFromText( $name );
		$updater = MediaWikiServices::getInstance()->getWikiPageFactory()->newFromTitle( $title )->newPageUpdater( $author );
		$updater->setContent( MediaWiki\Revision\SlotRecord::MAIN, ContentHandler::makeContent( $text, $title ) );
		$updater->saveRevision( CommentStoreComment::newUnsavedComment( '' ) );
		if ( !$updater->wasSuccessful() ) {
			$this->fatalError( "$name was not saved" );
		}
	}

	private function botPassword( $user, string $appId, string $secret, array $grants ): void {
		$known = BotPassword::newFromUser( $user, $appId );
		$fields = [ 'user' => $user, 'appId' => $appId, 'grants' => array_merge( [ 'basic' ], $grants ) ];
		$hash = MediaWikiServices::getInstance()->getPasswordFactory()->newFromPlaintext( $secret );
		$this->must( BotPassword::newUnsaved( $fields )->save( $known ? 'update' : 'insert', $hash ), $user->getName() );
	}

	private function must( $status, string $name ): void {
		if ( !$status->isOK() ) {
			$this->fatalError( "$name: " . $status->getWikiText( false, false, 'en' ) );
		}
	}
}

$maintClass = WikilatchSeed::class;
require_once RUN_MAINTENANCE_IF_MAIN;
