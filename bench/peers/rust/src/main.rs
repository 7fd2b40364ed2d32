//! rust-netlink/rtnetlink: see works.ts for the arguments and the JSON line that each peer prints.
use futures::stream::TryStreamExt;
use rtnetlink::{new_connection, Error, IpVersion};
use std::{net::Ipv4Addr, time::Instant};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (connection, handle, _) = new_connection().expect("socket");
    tokio::spawn(connection);
    if args[0] == "dump" {
        let version = if args[1] == "6" { IpVersion::V6 } else { IpVersion::V4 };
        let start = Instant::now();
        let routes: Vec<_> = handle.route().get(version).execute().try_collect().await?;
        report(routes.len() as u32, start);
        return Ok(());
    }
    let link = handle.link().get().match_name(args[1].clone()).execute().try_next().await?;
    let index = link.expect("interface").header.index;
    let n: u32 = args[2].parse().expect("a number");
    let start = Instant::now();
    for i in 0..n {
        if args[0] == "get" {
            handle.link().get().match_index(index).execute().try_next().await?;
            continue;
        }
        let which = (u64::from(i) * 2_654_435_761 % u64::from(n)) as u32;
        let mut request = handle
            .route()
            .add()
            .v4()
            .destination_prefix(Ipv4Addr::from(0x1000_0000 + (which << 8)), 24)
            .gateway(Ipv4Addr::new(10, 0, 0, 2))
            .output_interface(index);
        if args[0] == "add" {
            request.execute().await?;
        } else {
            let message = request.message_mut().clone();
            handle.route().del(message).execute().await?;
        }
    }
    report(n, start);
    Ok(())
}

fn report(count: u32, start: Instant) {
    println!("{{\"count\":{},\"seconds\":{:.6}}}", count, start.elapsed().as_secs_f64());
}
